namespace ChainOfSight.Grains.Placement;

/// <summary>On a grain class: see <see cref="DeviceFilter"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DeviceFilterAttribute() : PlacementFilterAttribute(new DeviceFilter());
