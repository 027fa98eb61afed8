namespace ChainOfSight.Grains.Runs;

/// <summary>A device as the run sees it in the cluster.</summary>
/// <param name="Device">silo/device, the key of its replica.</param>
/// <param name="SiloStart">Which start of the silo.</param>
/// <param name="IsOpen">Whether new replicas may be placed there: neither cordoned nor draining.</param>
/// <param name="IsLeaving">Whether replicas there are to leave.</param>
public sealed record DeviceSight(string Device, string SiloStart, bool IsOpen, bool IsLeaving);
