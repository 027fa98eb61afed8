namespace ChainOfSight.Actors;

/// <summary>What a placement director sees of the cluster.</summary>
public interface IPlacementContext
{
    /// <summary>The silo that decides.</summary>
    SiloAddress LocalSilo { get; }

    /// <summary>Silos that take new activations of the grain, after its filters, in the order of their addresses.</summary>
    /// <exception cref="OrleansException">There is none.</exception>
    SiloAddress[] GetCompatibleSilos(PlacementTarget target);
}
