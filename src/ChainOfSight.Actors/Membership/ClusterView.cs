using System.Collections.Immutable;

namespace ChainOfSight.Actors.Membership;

/// <summary>The members of the cluster at one version of its membership.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Members">All that are known and not dead, in order of address.</param>
public sealed record ClusterView(long Version, ImmutableArray<ClusterMember> Members)
{
    /// <summary>Before anything is known.</summary>
    public static ClusterView Empty { get; } = new(0, []);

    /// <summary>A member; null if it is dead or unknown.</summary>
    public ClusterMember? Find(SiloAddress silo) => Members.FirstOrDefault(member => member.Address.Equals(silo));
}
