namespace ChainOfSight.Grains.Placement;

/// <summary>Places a grain on the silo whose name begins its key, up to the first slash, and nowhere else.</summary>
public sealed class SiloBoundPlacement : PlacementStrategy
{
    internal static SiloBoundPlacement Singleton { get; } = new();
}
