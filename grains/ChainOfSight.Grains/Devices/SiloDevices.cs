namespace ChainOfSight.Grains.Devices;

/// <summary>The devices that this silo lends to runs.</summary>
/// <param name="Names">Such as <c>cpu:0</c>, <c>cuda:1</c>; several CPU devices share the processor.</param>
public sealed record SiloDevices(IReadOnlyList<string> Names);
