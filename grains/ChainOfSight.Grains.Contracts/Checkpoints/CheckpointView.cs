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

    /// <summary>Whether retention spares it because somebody wants to keep it.</summary>
    [Id(4)]
    public bool IsPinned { get; init; }

    /// <summary>Whether every object of it was re-read and hashed.</summary>
    [Id(5)]
    public bool IsVerified { get; init; }

    /// <summary>Whether the run goes on from it.</summary>
    [Id(6)]
    public bool IsLatest { get; init; }
}
