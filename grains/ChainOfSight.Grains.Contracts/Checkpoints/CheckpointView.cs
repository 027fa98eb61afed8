using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Checkpoints;

/// <summary>A checkpoint at a glance.</summary>
[GenerateSerializer]
[Alias("cos.checkpoint-view")]
public sealed record CheckpointView
{
    /// <summary>The checkpoint.</summary>
    [Id(0)]
    public required CheckpointRef Checkpoint { get; init; }

    /// <summary>Bytes of all its objects.</summary>
    [Id(1)]
    public long Bytes { get; init; }

    /// <summary>When its newest object was written.</summary>
    [Id(2)]
    public DateTimeOffset Time { get; init; }

    /// <summary>Why it cannot be used; null where it can.</summary>
    [Id(3)]
    public string? Fault { get; init; }
}
