namespace ChainOfSight.Actors;

/// <summary>Places a grain by rendezvous hashing of its id over the live silos: the default of the embedded runtime.</summary>
public class HashBasedPlacement : PlacementStrategy
{
    internal static HashBasedPlacement Singleton { get; } = new();
}
