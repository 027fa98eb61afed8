using ChainOfSight.Data.Slots;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Who computes what in one reduction of mode <c>fast</c>: a pure function of the number of slots and of the slots that each member's local sum has, so
/// that every member makes the same plan by itself.
/// </summary>
/// <remarks>
/// A local sum cannot be taken apart. In member order each is used whole, or, where it has a slot that one before it has too, not at all. Slots
/// that are in no used sum are computed: consecutive shares in member order.
/// </remarks>
public sealed class FastPlan
{
    private readonly bool[] keeps;
    private readonly List<int>[] computes;

    private FastPlan(int members)
    {
        keeps = new bool[members];
        computes = [.. Enumerable.Range(0, members).Select(_ => new List<int>())];
    }

    /// <summary>Members whose sums enter the gradient, in order.</summary>
    public IReadOnlyList<int> Contributors => [.. Enumerable.Range(0, keeps.Length).Where(member => keeps[member] || computes[member].Count > 0)];

    /// <summary>Makes the plan.</summary>
    /// <param name="slots">Slots of the step, at least 1.</param>
    /// <param name="holdings">For each member, in order, the slots in its local sum.</param>
    /// <exception cref="ArgumentException">A range is not inside the step, or there is no member.</exception>
    public static FastPlan Create(int slots, IReadOnlyList<IReadOnlyList<SlotNode>> holdings)
    {
        ArgumentNullException.ThrowIfNull(holdings);
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfZero(holdings.Count, nameof(holdings));
        var plan = new FastPlan(holdings.Count);
        var covered = new bool[slots];
        for (var member = 0; member < holdings.Count; member++)
        {
            foreach (var outside in holdings[member].Where(node => node.Start < 0 || node.End > slots || node.Length < 1))
            {
                throw new ArgumentException($"The slots [{outside.Start}, {outside.End}) are not inside of a step of {slots}.", nameof(holdings));
            }

            var held = holdings[member].SelectMany(node => Enumerable.Range(node.Start, node.Length)).Distinct().ToList();
            plan.keeps[member] = held.Count > 0 && !held.Exists(slot => covered[slot]);
            held.ForEach(slot => covered[slot] |= plan.keeps[member]);
        }

        var missing = Enumerable.Range(0, slots).Where(slot => !covered[slot]).ToList();
        for (var member = 0; member < holdings.Count && missing.Count > 0; member++)
        {
            var share = SlotRange.Of(missing.Count, member, holdings.Count);
            plan.computes[member].AddRange(missing.GetRange(share.First, share.Count));
        }

        return plan;
    }

    /// <summary>Whether a member's local sum is used.</summary>
    public bool Keeps(int member) => keeps[member];

    /// <summary>Slots that a member computes, in order.</summary>
    public IReadOnlyList<int> Computes(int member) => computes[member];
}
