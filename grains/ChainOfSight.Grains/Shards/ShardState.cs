using ChainOfSight.Grains.Contracts.Shards;

namespace ChainOfSight.Grains.Shards;

/// <summary>What a shard's grain persists: its ledger.</summary>
[GenerateSerializer]
[Alias("cos.shard-state")]
public sealed record ShardState
{
    /// <summary>Bad samples, in the order in which they were met.</summary>
    [Id(0)]
    public IReadOnlyList<QuarantinedSample> Quarantined { get; init; } = [];

    /// <summary>Those of some samples that are not known yet.</summary>
    public IReadOnlyList<QuarantinedSample> Fresh(IReadOnlyList<QuarantinedSample> met) =>
        [.. met.Where(sample => Quarantined.All(known => known.Index != sample.Index)).DistinctBy(sample => sample.Index)];
}
