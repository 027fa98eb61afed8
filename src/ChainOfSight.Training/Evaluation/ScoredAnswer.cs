using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>What the model said to one question, and what it is worth.</summary>
public sealed record ScoredAnswer
{
    /// <summary>What was asked and expected.</summary>
    public required EvaluationQuestion Question { get; init; }

    /// <summary>What the model said, as decoded.</summary>
    public required string Answer { get; init; }

    /// <summary>The box that the answer names; null for other tasks and where no box could be read from it.</summary>
    public LabelledBox? Box { get; init; }

    /// <summary>Score of this answer by each measure of its task, by the measure's name.</summary>
    public required IReadOnlyDictionary<string, double> Scores { get; init; }
}
