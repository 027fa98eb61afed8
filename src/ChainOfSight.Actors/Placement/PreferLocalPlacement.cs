namespace ChainOfSight.Actors;

/// <summary>Places a grain on the silo of the first caller where that may take it, else on any.</summary>
public class PreferLocalPlacement : PlacementStrategy
{
    internal static PreferLocalPlacement Singleton { get; } = new();
}
