using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Stages;

/// <summary>One change of stage.</summary>
[GenerateSerializer]
[Alias("cos.stage-change")]
public sealed record StageChange
{
    /// <summary>The stage that ended.</summary>
    [Id(0)]
    public required string From { get; init; }

    /// <summary>The stage that follows.</summary>
    [Id(1)]
    public required string To { get; init; }

    /// <summary>Why: steps, samples, plateau, operator.</summary>
    [Id(2)]
    public required string Trigger { get; init; }

    /// <summary>Where it is; Training = done.</summary>
    [Id(3)]
    public StageState State { get; init; }

    /// <summary>Attempts so far.</summary>
    [Id(4)]
    public int Attempts { get; init; }

    /// <summary>Why it is held or what came of it; null where nothing is to be said.</summary>
    [Id(5)]
    public string? Reason { get; init; }

    /// <summary>The last checkpoint of the old stage.</summary>
    [Id(6)]
    public CheckpointRef? Last { get; init; }

    /// <summary>The first checkpoint of the new stage; null until it is verified.</summary>
    [Id(7)]
    public CheckpointRef? Next { get; init; }
}
