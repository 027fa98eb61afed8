namespace ChainOfSight.Training.Runs.Metrics;

/// <summary>One line of the metrics: a step, or a held-out loss after a step.</summary>
public sealed record StepMetric
{
    /// <summary>Generation that computed it; of equal steps the highest counts, the others are superseded.</summary>
    public required long Generation { get; init; }

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Index of the stage, from 0.</summary>
    public required int StageIndex { get; init; }

    /// <summary>Steps done in the stage, this one included.</summary>
    public required long Step { get; init; }

    /// <summary>Mean loss per loss token over the batch; null where the step was skipped or this line is a held-out loss.</summary>
    public double? Loss { get; init; }

    /// <summary>Mean loss per loss token on held-out samples; null on lines of steps.</summary>
    public double? HeldOutLoss { get; init; }

    /// <summary>
    /// True: not a step, but the word that the stage ended early, after <see cref="Step"/> steps: further ones of older generations were given up in a
    /// return to a checkpoint and never came back. Null on all other lines.
    /// </summary>
    public bool? IsEnd { get; init; }

    /// <summary>Learning rate of the step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Global norm of the gradient before clipping; null where the step was skipped.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>Loss tokens of the batch.</summary>
    public long LossTokens { get; init; }

    /// <summary>Samples of the batch.</summary>
    public int Samples { get; init; }

    /// <summary>Tokens through the model, visual ones included.</summary>
    public long Tokens { get; init; }

    /// <summary>Hash of the identities of the batch's samples in slot order, in hexadecimal; null where it was not taken.</summary>
    public string? SampleDigest { get; init; }

    /// <summary>Why the step was skipped; null where it was applied.</summary>
    public string? Skipped { get; init; }

    /// <summary>Time of the step in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds of it in which the lane waited for data.</summary>
    public double WaitSeconds { get; init; }
}
