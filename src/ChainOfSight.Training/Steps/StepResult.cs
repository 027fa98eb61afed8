using ChainOfSight.Data.Quarantine;

namespace ChainOfSight.Training.Steps;

/// <summary>What a step did.</summary>
public sealed record StepResult
{
    /// <summary>Mean loss per loss token; null where the step was skipped.</summary>
    public double? Loss { get; init; }

    /// <summary>Global norm of the gradient before clipping; null where the step was skipped.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>Learning rate of the step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Loss tokens of the batch.</summary>
    public long LossTokens { get; init; }

    /// <summary>Samples of the batch.</summary>
    public required int Samples { get; init; }

    /// <summary>Tokens through the model.</summary>
    public required long Tokens { get; init; }

    /// <summary>Why the step was skipped; null where it was applied.</summary>
    public string? Skipped { get; init; }

    /// <summary>Bad samples that the batch met; their places stayed empty.</summary>
    public IReadOnlyList<QuarantineEntry> Quarantined { get; init; } = [];

    /// <summary>Time in which the lane waited for data.</summary>
    public TimeSpan Waited { get; init; }
}
