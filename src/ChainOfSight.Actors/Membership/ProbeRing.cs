using System.Text;

namespace ChainOfSight.Actors.Membership;

/// <summary>Who watches whom: each silo its next ones on a ring of hashes, so that everybody is watched by as many as there are to watch.</summary>
internal static class ProbeRing
{
    /// <summary>The silos to watch.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="me">The watcher.</param>
    /// <param name="watched">How many at most.</param>
    public static IReadOnlyList<SiloAddress> Targets(ClusterView view, SiloAddress me, int watched)
    {
        var ring = view.Members.Select(member => member.Address).Append(me).Distinct().OrderBy(Position).ThenBy(silo => silo).ToList();
        var at = ring.IndexOf(me);
        return [.. Enumerable.Range(1, Math.Min(watched, ring.Count - 1)).Select(step => ring[(at + step) % ring.Count])];
    }

    private static ulong Position(SiloAddress silo) => StableHash.Hash64(Encoding.UTF8.GetBytes(silo.ToParsableString()));
}
