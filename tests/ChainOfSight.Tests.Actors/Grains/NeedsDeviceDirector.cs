namespace ChainOfSight.Tests.Actors.Grains;

public sealed class NeedsDeviceDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault("device") == target.GrainIdentity.Key.ToString());
}
