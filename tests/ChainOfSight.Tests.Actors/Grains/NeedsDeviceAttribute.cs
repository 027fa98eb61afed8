namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>Only silos whose metadata names the device in the grain's key.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsDeviceAttribute() : PlacementFilterAttribute(new NeedsDevice());
