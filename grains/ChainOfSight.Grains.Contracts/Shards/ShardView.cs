namespace ChainOfSight.Grains.Contracts.Shards;

/// <summary>A shard at a glance.</summary>
[GenerateSerializer]
[Alias("cos.shard-view")]
public sealed record ShardView
{
    /// <summary>The source.</summary>
    [Id(0)]
    public required string Source { get; init; }

    /// <summary>The shard.</summary>
    [Id(1)]
    public required string Shard { get; init; }

    /// <summary>Its bad samples.</summary>
    [Id(2)]
    public IReadOnlyList<QuarantinedSample> Quarantined { get; init; } = [];
}
