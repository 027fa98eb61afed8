namespace ChainOfSight.Grains.Contracts.Devices;

/// <summary>Leases the devices of one silo to runs; the key is the silo's name.</summary>
[Alias("cos.device-broker")]
public interface IDeviceBroker : IGrainWithStringKey
{
    /// <summary>Leases devices, all of them or none. A lease lapses unless its replica confirms it soon.</summary>
    /// <param name="run">The run that wants them.</param>
    /// <param name="devices">Which, as silo/device.</param>
    /// <exception cref="Faults.DeviceTakenException">One of them is leased to another run.</exception>
    [Alias("reserve")]
    Task<IReadOnlyList<DeviceLease>> Reserve(string run, IReadOnlyList<string> devices);

    /// <summary>Gives leases back; one whose epoch is not the current one is left alone.</summary>
    [Alias("return")]
    Task Return(IReadOnlyList<DeviceLease> leases);

    /// <summary>Says that a replica uses the device: the lease holds from now on until it is returned.</summary>
    /// <exception cref="Faults.DeviceTakenException">The lease is not the one that holds.</exception>
    [Alias("confirm")]
    Task Confirm(DeviceLease lease);

    /// <summary>The devices and who has them.</summary>
    [Alias("status")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<IReadOnlyList<DeviceView>> Status();
}
