namespace ChainOfSight.Actors;

/// <summary>Decides for one placement filter which silos may be chosen.</summary>
public interface IPlacementFilterDirector
{
    /// <summary>The silos that may be chosen.</summary>
    IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos);
}
