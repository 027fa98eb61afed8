using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Actors.Directory;

/// <summary>Which silo keeps a grain's directory entry: rendezvous hashing over the active silos of a view. Pure.</summary>
internal sealed class DirectoryRing
{
    private readonly (SiloAddress Silo, ulong Hash)[] _silos;

    public DirectoryRing(ClusterView view) => _silos =
        [.. view.Members.Where(member => member.IsActive).Select(member => (member.Address, StableHash.Mix((uint)member.Address.GetConsistentHashCode())))];

    /// <summary>The active silos.</summary>
    public IEnumerable<SiloAddress> Silos => _silos.Select(entry => entry.Silo);

    /// <summary>The keeper of a grain's entry; null if no silo is active.</summary>
    public SiloAddress? Owner(GrainId grain)
    {
        SiloAddress? owner = null;
        var highest = 0UL;
        var key = grain.GetUniformHashCode();
        foreach (var (silo, hash) in _silos)
        {
            var weight = StableHash.Mix(hash ^ key);
            if (owner is null || weight > highest)
            {
                (owner, highest) = (silo, weight);
            }
        }

        return owner;
    }
}
