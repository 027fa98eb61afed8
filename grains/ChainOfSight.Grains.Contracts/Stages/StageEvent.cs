using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Stages;

/// <summary>Something that moves a stage change on.</summary>
[GenerateSerializer]
[Alias("cos.stage-event")]
public sealed record StageEvent
{
    /// <summary>Generation of the run.</summary>
    [Id(0)]
    public long Generation { get; init; }

    /// <summary>What happened.</summary>
    [Id(1)]
    public StageEventKind Kind { get; init; }

    /// <summary>Attempt to which it belongs; an older one is passed over. Of no account for Committed and Void.</summary>
    [Id(2)]
    public int Attempt { get; init; }

    /// <summary>Saved: the last checkpoint of the old stage. Transformed: the first of the new one.</summary>
    [Id(3)]
    public CheckpointRef? Checkpoint { get; init; }

    /// <summary>Why it failed or is held.</summary>
    [Id(4)]
    public string? Reason { get; init; }

    /// <summary>Committed: index of the stage that the run's record names.</summary>
    [Id(5)]
    public int StageIndex { get; init; }
}
