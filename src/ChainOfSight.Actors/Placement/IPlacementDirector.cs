namespace ChainOfSight.Actors;

/// <summary>Chooses the silo of a new activation for one placement strategy.</summary>
public interface IPlacementDirector
{
    /// <summary>Chooses a silo among <see cref="IPlacementContext.GetCompatibleSilos"/>.</summary>
    /// <exception cref="OrleansException">No silo is fit; the caller's call fails with it.</exception>
    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);
}
