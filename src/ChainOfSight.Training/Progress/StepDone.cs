namespace ChainOfSight.Training.Progress;

/// <summary>A step is done. Rates are means over the last seconds.</summary>
public sealed record StepDone : RunEvent
{
    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Steps done in this stage, this one included.</summary>
    public required long Step { get; init; }

    /// <summary>Steps of the stage.</summary>
    public required long Of { get; init; }

    /// <summary>Mean loss per loss token; null where the step was skipped.</summary>
    public double? Loss { get; init; }

    /// <summary>Learning rate of the step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Samples per second.</summary>
    public double SamplesPerSecond { get; init; }

    /// <summary>Tokens through the model per second, visual ones included.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>Share of the time in which the lane waited for data, 0 to 1.</summary>
    public double WaitShare { get; init; }

    /// <summary>Time left of this stage at this rate; null until there is a rate.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Steps of this stage that were skipped, so far.</summary>
    public long Skipped { get; init; }
}
