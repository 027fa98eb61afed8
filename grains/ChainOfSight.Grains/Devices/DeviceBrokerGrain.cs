using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;

namespace ChainOfSight.Grains.Devices;

/// <inheritdoc cref="IDeviceBroker"/>
[KeepAlive]
[SiloBoundPlacement]
public sealed class DeviceBrokerGrain(ILocalSiloDetails silo, SiloDevices devices) : Grain, IDeviceBroker
{
    private readonly LeaseTable leases = new([.. devices.Names.Select(device => $"{silo.Name}/{device}")]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeviceLease>> Reserve(string run, IReadOnlyList<string> devices) => Task.FromResult(leases.Reserve(run, devices));

    /// <inheritdoc/>
    public Task Return(IReadOnlyList<DeviceLease> leases)
    {
        this.leases.Return(leases);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Check(DeviceLease lease) => leases.IsCurrent(lease)
        ? Task.CompletedTask
        : Task.FromException(new DeviceTakenException(lease.Device, leases.HolderOf(lease.Device) ?? "nobody"));

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeviceView>> Status() => Task.FromResult(leases.View());
}
