namespace ChainOfSight.Grains.Contracts.Faults;

/// <summary>A device is leased to another run, or to nobody's run under this epoch.</summary>
[GenerateSerializer]
[Alias("cos.device-taken")]
public sealed class DeviceTakenException : RefusedException
{
    /// <summary>Names device and holder.</summary>
    public DeviceTakenException(string device, string holder)
        : base($"The device {device} is leased to the run \"{holder}\". Wait for it, stop that run, or add a silo with free devices.") => (Device, Holder) = (device, holder);

    /// <summary>For the serializer.</summary>
    public DeviceTakenException()
    {
    }

    /// <summary>The device, as silo/device.</summary>
    [Id(0)]
    public string Device { get; set; } = "";

    /// <summary>The run that holds it.</summary>
    [Id(1)]
    public string Holder { get; set; } = "";
}
