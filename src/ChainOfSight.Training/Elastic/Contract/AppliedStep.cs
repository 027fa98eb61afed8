namespace ChainOfSight.Training.Elastic;

/// <summary>What a step did to the weights; equal on all members but for <see cref="Compute"/>.</summary>
public sealed record AppliedStep
{
    /// <summary>Step of the stage, from 0.</summary>
    public required long Step { get; init; }

    /// <summary>Why it was left out; null where it was applied.</summary>
    public string? Skipped { get; init; }

    /// <summary>Mean loss per loss token; null where it was left out.</summary>
    public double? Loss { get; init; }

    /// <summary>Global norm of the gradient before clipping; null where it was left out.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>Learning rate of the step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Loss tokens of the step; 0 where it was left out.</summary>
    public long LossTokens { get; init; }

    /// <summary>Step that is done next; equal to the stage's steps where the stage is done.</summary>
    public required long NextStep { get; init; }

    /// <summary>Time of the update.</summary>
    public TimeSpan Compute { get; init; }
}
