using ChainOfSight.Grains.Contracts.Devices;

namespace ChainOfSight.Grains.Devices;

/// <summary>What came of a reservation.</summary>
/// <param name="Leases">Leases of the run; empty where there were not enough devices.</param>
/// <param name="Refusals">Why others were refused, by device.</param>
public sealed record ReservedDevices(IReadOnlyList<DeviceLease> Leases, IReadOnlyDictionary<string, Exception> Refusals);
