using System.Text;

namespace ChainOfSight.Actors.Membership;

/// <summary>
/// Where a grain goes: to the candidate with the highest hash of (grain, silo name). All silos with one view choose alike, and when a silo goes only its grains move.
/// </summary>
internal static class RendezvousPlacement
{
    /// <summary>The candidate for a grain, or null where there is none.</summary>
    /// <param name="grain">The grain, as text.</param>
    /// <param name="candidates">The silos that may get it.</param>
    public static ClusterMember? Choose(string grain, IEnumerable<ClusterMember> candidates)
    {
        var key = StableHash.Hash64(Encoding.UTF8.GetBytes(grain));
        ClusterMember? best = null;
        var highest = 0UL;
        foreach (var candidate in candidates)
        {
            var hash = StableHash.Mix(StableHash.Hash64(Encoding.UTF8.GetBytes(candidate.Name)) ^ key);
            if (best is null || hash > highest || (hash == highest && candidate.Address.CompareTo(best.Address) > 0))
            {
                (best, highest) = (candidate, hash);
            }
        }

        return best;
    }
}
