namespace ChainOfSight.Training.Elastic;

/// <summary>Where the stage of a lane stands. Two replicas with equal marks go on with equal bits.</summary>
public sealed record StageMark
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Index of the stage.</summary>
    public required int StageIndex { get; init; }

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Step that is done next, from 0; equal to <see cref="TotalSteps"/> where the stage is done.</summary>
    public required long NextStep { get; init; }

    /// <summary>Steps of the stage.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>Slots of a step.</summary>
    public required int Slots { get; init; }

    /// <summary>Updates that the optimizer made in this stage; skipped steps do not count.</summary>
    public required long Updates { get; init; }

    /// <summary>SHA-256, lower-case hex, over trained weights, f32 masters, moments and counts.</summary>
    public required string StateHash { get; init; }

    /// <summary>Conditions with the threads that hold for this run.</summary>
    public required ExactConditions Conditions { get; init; }

    /// <summary>What progress reports say of the stage; the step in it is <see cref="NextStep"/>.</summary>
    public required Progress.StageStarted Started { get; init; }
}
