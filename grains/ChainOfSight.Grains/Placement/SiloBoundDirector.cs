namespace ChainOfSight.Grains.Placement;

/// <summary>Finds the silo that a grain is bound to among those that serve; a cordoned one still serves what is bound to it.</summary>
/// <param name="metadata">What the silos say of themselves.</param>
internal sealed class SiloBoundDirector(ISiloMetadataCache metadata) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = PlaceKey.Parse(target.GrainIdentity.Key.ToString()!);
        var silos = context.GetCompatibleSilos(target);
        foreach (var silo in silos)
        {
            if (PlaceRule.IsSilo(key, SiloLabels.Of(metadata.GetSiloMetadata(silo).Metadata)))
            {
                return Task.FromResult(silo);
            }
        }

        var known = silos.Select(silo => SiloLabels.Of(metadata.GetSiloMetadata(silo).Metadata));
        return Task.FromException<SiloAddress>(new SiloUnavailableException(PlaceRule.NoSilo(target.GrainIdentity.ToString(), key, known)));
    }
}
