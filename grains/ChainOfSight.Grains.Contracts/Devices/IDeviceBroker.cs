namespace ChainOfSight.Grains.Contracts.Devices;

/// <summary>Leases the devices of one silo to runs; the key is the silo's name.</summary>
[Alias("cos.device-broker")]
public interface IDeviceBroker : IGrainWithStringKey
{
    /// <summary>Leases devices, all of them or none.</summary>
    /// <param name="run">The run that wants them.</param>
    /// <param name="devices">Which, as silo/device.</param>
    /// <exception cref="Faults.DeviceTakenException">One of them is leased to another run.</exception>
    [Alias("reserve")]
    Task<IReadOnlyList<DeviceLease>> Reserve(string run, IReadOnlyList<string> devices);

    /// <summary>Gives leases back; one whose epoch is not the current one is left alone.</summary>
    [Alias("return")]
    Task Return(IReadOnlyList<DeviceLease> leases);

    /// <summary>Fails where the lease is not the one that holds.</summary>
    /// <exception cref="Faults.DeviceTakenException">It is not.</exception>
    [Alias("check")]
    [ReadOnly]
    Task Check(DeviceLease lease);

    /// <summary>The devices and who has them.</summary>
    [Alias("status")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<IReadOnlyList<DeviceView>> Status();
}
