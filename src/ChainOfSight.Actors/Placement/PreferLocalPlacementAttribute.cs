namespace ChainOfSight.Actors;

/// <summary>On a grain class: see <see cref="PreferLocalPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(PreferLocalPlacement.Singleton);
