namespace ChainOfSight.Actors;

/// <summary>The metadata of the silos in the cluster.</summary>
public interface ISiloMetadataCache
{
    /// <summary>A silo's metadata; empty if it is unknown.</summary>
    SiloMetadata GetSiloMetadata(SiloAddress siloAddress);
}
