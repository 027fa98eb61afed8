namespace ChainOfSight.Training.Evaluation;

/// <summary>One figure of an evaluation with its uncertainty and what guessing would give.</summary>
public sealed record MeasureScore
{
    /// <summary>Name of the measure, one of <see cref="MeasureName"/>.</summary>
    public required string Measure { get; init; }

    /// <summary>Mean over the questions: a share between 0 and 1, CIDEr-D between 0 and 10.</summary>
    public required double Score { get; init; }

    /// <summary>
    /// Standard error of <see cref="Score"/>, see <see cref="Uncertainty"/>; null where the answers show no spread from which to
    /// take it.
    /// </summary>
    public double? StandardError { get; init; }

    /// <summary>
    /// Chance level: the score of the best constant answer, chosen on these very questions with full knowledge of their references.
    /// A task of several kinds has one constant answer per kind. No guess without looking does better.
    /// </summary>
    public required double Chance { get; init; }

    /// <summary>The constant answer that gives <see cref="Chance"/>; null for a row over several kinds.</summary>
    public string? ChanceAnswer { get; init; }

    /// <summary>Standard errors above chance: (score − chance) / standard error; null without a standard error.</summary>
    public double? Z { get; init; }
}
