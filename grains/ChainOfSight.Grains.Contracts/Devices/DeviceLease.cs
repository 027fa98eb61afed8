namespace ChainOfSight.Grains.Contracts.Devices;

/// <summary>The right of a run to use a device.</summary>
[GenerateSerializer]
[Alias("cos.device-lease")]
[Immutable]
public sealed record DeviceLease
{
    /// <summary>The device, as silo/device: the key of its replica.</summary>
    [Id(0)]
    public required string Device { get; init; }

    /// <summary>The run.</summary>
    [Id(1)]
    public required string Run { get; init; }

    /// <summary>Rises with each lease of the device: an older one is worth nothing.</summary>
    [Id(2)]
    public long Epoch { get; init; }
}
