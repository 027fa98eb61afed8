namespace ChainOfSight.Grains.Contracts.Devices;

/// <summary>A device and who has it.</summary>
[GenerateSerializer]
[Alias("cos.device-view")]
public sealed record DeviceView
{
    /// <summary>The device, as silo/device.</summary>
    [Id(0)]
    public required string Device { get; init; }

    /// <summary>The run that has it; null when it is free.</summary>
    [Id(1)]
    public string? Run { get; init; }

    /// <summary>Epoch of its newest lease.</summary>
    [Id(2)]
    public long Epoch { get; init; }
}
