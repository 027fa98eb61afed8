using ChainOfSight.Data.Slots;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Recovery;

/// <summary>
/// Counts slots that are computed again because who had computed them is gone. Nobody knows how far the dead had come, so that all they were given and
/// nobody holds counts: an upper bound.
/// </summary>
internal sealed class RepeatedWork
{
    private readonly HashSet<int> doubtful = [];
    private HashSet<int>? again;
    private int repeated;

    /// <summary>Members left in the middle of a step.</summary>
    /// <param name="slots">Slots per step.</param>
    /// <param name="before">The members that began it.</param>
    /// <param name="after">Those that are left.</param>
    public void Left(int slots, IReadOnlyList<Member> before, IReadOnlyList<Member> after)
    {
        for (var index = 0; index < before.Count; index++)
        {
            if (!after.Contains(before[index]))
            {
                var share = SlotRange.Of(slots, index, before.Count);
                doubtful.UnionWith(again ?? Enumerable.Range(share.First, share.Count));
            }
        }
    }

    /// <summary>The step is begun, or begun again by those who are left.</summary>
    /// <param name="slots">Slots per step.</param>
    /// <param name="holdings">What they hold of it.</param>
    public void Begun(int slots, IReadOnlyList<MemberNodes> holdings)
    {
        var lacking = Enumerable.Range(0, slots).Where(slot => !holdings.Any(one => one.Nodes.Any(node => node.First <= slot && slot < node.End))).ToHashSet();
        repeated += doubtful.Count(lacking.Contains);
        doubtful.Clear();
        again = holdings.Count > 0 ? lacking : null;
    }

    /// <summary>The step counts.</summary>
    /// <returns>Slots that were computed again for it.</returns>
    public int Applied()
    {
        var counted = repeated;
        (repeated, again) = (0, null);
        doubtful.Clear();
        return counted;
    }
}
