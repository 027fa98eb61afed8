namespace ChainOfSight.Grains.Contracts.Shards;

/// <summary>The bad samples of a run and what it bears of them.</summary>
[GenerateSerializer]
[Alias("cos.quarantine-view")]
public sealed record QuarantineView
{
    /// <summary>Bad samples by source, shard and index; the first 1,000 of them.</summary>
    [Id(0)]
    public IReadOnlyList<QuarantinedSample> Samples { get; init; } = [];

    /// <summary>How many there are.</summary>
    [Id(1)]
    public int Count { get; init; }

    /// <summary>How many of them an operator cleared: they are left out as before and count against no budget.</summary>
    [Id(2)]
    public int Cleared { get; init; }

    /// <summary>Bad samples of all sources that the run bears.</summary>
    [Id(3)]
    public int PerRun { get; init; }

    /// <summary>Bad samples of any one source that the run bears.</summary>
    [Id(4)]
    public int PerSource { get; init; }

    /// <summary>Why the run must not go on; null where it may.</summary>
    [Id(5)]
    public string? OverBudget { get; init; }
}
