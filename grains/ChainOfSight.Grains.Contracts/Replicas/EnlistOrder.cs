namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>Takes a replica into the service of a run.</summary>
[GenerateSerializer]
[Alias("cos.enlist")]
public sealed record EnlistOrder
{
    /// <summary>The run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>The lease of the device.</summary>
    [Id(1)]
    public required Devices.DeviceLease Lease { get; init; }

    /// <summary>Generation of the run that asks.</summary>
    [Id(2)]
    public long Generation { get; init; }
}
