namespace ChainOfSight.Grains.Contracts.Shards;

/// <summary>A sample that is left out because its bytes, which match the shard's hash, are bad.</summary>
[GenerateSerializer]
[Alias("cos.quarantined")]
[Immutable]
public sealed record QuarantinedSample
{
    /// <summary>The source.</summary>
    [Id(0)]
    public required string Source { get; init; }

    /// <summary>The shard.</summary>
    [Id(1)]
    public required string Shard { get; init; }

    /// <summary>Index of the sample in the shard.</summary>
    [Id(2)]
    public long Index { get; init; }

    /// <summary>Offset of its bytes in the shard.</summary>
    [Id(3)]
    public long Offset { get; init; }

    /// <summary>What is wrong with it.</summary>
    [Id(4)]
    public required string Reason { get; init; }

    /// <summary>Hash of the shard or the sample.</summary>
    [Id(5)]
    public string Hash { get; init; } = "";
}
