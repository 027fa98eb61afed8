namespace ChainOfSight.Grains.Placement;

/// <summary>On a grain class: see <see cref="SiloBoundPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SiloBoundPlacementAttribute() : PlacementAttribute(SiloBoundPlacement.Singleton);
