using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;

namespace ChainOfSight.Grains.Devices;

/// <inheritdoc cref="IDeviceBroker"/>
/// <remarks>It owns the leases of its silo's devices: neither idleness nor a rebalancing of Orleans may take it away.</remarks>
[KeepAlive]
[Immovable]
[SiloBoundPlacement]
public sealed class DeviceBrokerGrain(ILocalSiloDetails silo, SiloDevices devices, TimeProvider time) : Grain, IDeviceBroker
{
    private readonly LeaseTable leases = new([.. devices.Names.Select(device => $"{silo.Name}/{device}")]);

    private readonly long start = time.GetTimestamp();

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeviceLease>> Reserve(string run, IReadOnlyList<string> devices) => Task.FromResult(leases.Reserve(run, devices, time.GetElapsedTime(start)));

    /// <inheritdoc/>
    public Task Return(IReadOnlyList<DeviceLease> leases)
    {
        this.leases.Return(leases);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Confirm(DeviceLease lease) => leases.Confirm(lease)
        ? Task.CompletedTask
        : Task.FromException(new DeviceTakenException(lease.Device, leases.HolderOf(lease.Device) ?? "nobody"));

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeviceView>> Status() => Task.FromResult(leases.View());
}
