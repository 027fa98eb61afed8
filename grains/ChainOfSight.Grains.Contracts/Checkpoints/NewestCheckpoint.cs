using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Checkpoints;

/// <summary>Where a run can go on.</summary>
[GenerateSerializer]
[Alias("cos.newest-checkpoint")]
public sealed record NewestCheckpoint
{
    /// <summary>The checkpoint; null where the run has none.</summary>
    [Id(0)]
    public CheckpointRef? Checkpoint { get; init; }

    /// <summary>One line per checkpoint that was passed over.</summary>
    [Id(1)]
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
