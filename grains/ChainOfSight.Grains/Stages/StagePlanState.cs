using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;

namespace ChainOfSight.Grains.Stages;

/// <summary>What the stage manager persists.</summary>
[GenerateSerializer]
[Alias("cos.stage-plan-state")]
public sealed record StagePlanState
{
    /// <summary>Highest generation that gave orders.</summary>
    [Id(0)]
    public long Generation { get; init; }

    /// <summary>The open change; null = none.</summary>
    [Id(1)]
    public StageChangeOrder? Order { get; init; }

    /// <summary>Where it is.</summary>
    [Id(2)]
    public StageState State { get; init; }

    /// <summary>Its attempt, from 1.</summary>
    [Id(3)]
    public int Attempt { get; init; }

    /// <summary>The last checkpoint of the old stage.</summary>
    [Id(4)]
    public CheckpointRef? Last { get; init; }

    /// <summary>The first checkpoint of the new stage.</summary>
    [Id(5)]
    public CheckpointRef? Next { get; init; }

    /// <summary>Why it is held.</summary>
    [Id(6)]
    public string? Reason { get; init; }

    /// <summary>Changes that ended.</summary>
    [Id(7)]
    public IReadOnlyList<StageChange> Done { get; init; } = [];
}
