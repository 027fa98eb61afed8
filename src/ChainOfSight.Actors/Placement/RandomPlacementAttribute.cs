namespace ChainOfSight.Actors;

/// <summary>On a grain class: see <see cref="RandomPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute() : PlacementAttribute(RandomPlacement.Singleton);
