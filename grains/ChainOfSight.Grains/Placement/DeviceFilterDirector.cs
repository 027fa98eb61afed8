using ChainOfSight.Grains.Contracts.Faults;

namespace ChainOfSight.Grains.Placement;

/// <summary>Leaves the silo of a grain's key where it lends the device of the key; anything else is an error that names both.</summary>
/// <param name="metadata">What the silos say of themselves.</param>
internal sealed class DeviceFilterDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    // Not lazy: an error here is the caller's, with our words instead of the engine's.
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var key = PlaceKey.Parse(target.GrainIdentity.Key.ToString()!);
        var all = silos.Select(silo => (Address: silo, Labels: SiloLabels.Of(metadata.GetSiloMetadata(silo).Metadata))).ToList();
        var bound = all.FindAll(silo => PlaceRule.IsSilo(key, silo.Labels));
        if (bound.Count == 0)
        {
            throw new SiloUnavailableException(PlaceRule.NoSilo(target.GrainIdentity.ToString(), key, all.Select(silo => silo.Labels)));
        }

        var fit = bound.FindAll(silo => PlaceRule.HasDevice(key, silo.Labels));
        return fit.Count > 0
            ? [.. fit.Select(silo => silo.Address)]
            : throw new RefusedException(PlaceRule.NoDevice(target.GrainIdentity.ToString(), key, bound[0].Labels));
    }
}
