namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>Ends the service of a replica in a run.</summary>
[GenerateSerializer]
[Alias("cos.release")]
public sealed record ReleaseOrder
{
    /// <summary>The run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>The incarnation that is released; another one is left alone.</summary>
    [Id(1)]
    public required string Incarnation { get; init; }
}
