namespace ChainOfSight.Actors;

/// <summary>On a grain class: see <see cref="HashBasedPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HashBasedPlacementAttribute() : PlacementAttribute(HashBasedPlacement.Singleton);
