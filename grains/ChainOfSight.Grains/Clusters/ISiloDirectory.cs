namespace ChainOfSight.Grains.Clusters;

/// <summary>What grains see of the cluster's membership; each actor engine has its own source for it.</summary>
public interface ISiloDirectory
{
    /// <summary>Silos that are not dead.</summary>
    IReadOnlyList<SiloSight> Silos { get; }
}
