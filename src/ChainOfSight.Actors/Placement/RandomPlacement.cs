namespace ChainOfSight.Actors;

/// <summary>Places a grain on any live silo.</summary>
public class RandomPlacement : PlacementStrategy
{
    internal static RandomPlacement Singleton { get; } = new();
}
