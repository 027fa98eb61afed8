namespace ChainOfSight.Grains.Clusters;

/// <summary>A silo that is not dead.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its identity: another one after each start.</param>
/// <param name="IsActive">It serves. False: it joins, or shuts down in good order.</param>
/// <param name="IsOpen">It takes new work: no cordon.</param>
/// <param name="Devices">Its devices, such as <c>cpu:0</c>.</param>
public sealed record SiloSight(string Name, SiloAddress Address, bool IsActive, bool IsOpen, IReadOnlyList<string> Devices);
