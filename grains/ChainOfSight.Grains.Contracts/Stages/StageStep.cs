using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Stages;

/// <summary>What a stage change wants next.</summary>
[GenerateSerializer]
[Alias("cos.stage-step")]
public sealed record StageStep
{
    /// <summary>Where the change is.</summary>
    [Id(0)]
    public StageState State { get; init; }

    /// <summary>The attempt, from 1; part of the id of its work.</summary>
    [Id(1)]
    public int Attempt { get; init; }

    /// <summary>A rise of the loss over the limit is accepted.</summary>
    [Id(2)]
    public bool Accept { get; init; }

    /// <summary>The last checkpoint of the old stage; null until it is verified.</summary>
    [Id(3)]
    public CheckpointRef? Last { get; init; }

    /// <summary>The checkpoint with which the next stage begins; null until it is verified.</summary>
    [Id(4)]
    public CheckpointRef? Next { get; init; }

    /// <summary>Why it is held; null where it is not.</summary>
    [Id(5)]
    public string? Reason { get; init; }
}
