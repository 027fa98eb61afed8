namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// All that one evaluation of one model on one set found. Depends only on weights, set, settings and arithmetic, save for
/// <see cref="Seconds"/>.
/// </summary>
public sealed record EvaluationResult
{
    /// <summary>Name of the evaluation set.</summary>
    public required string Set { get; init; }

    /// <summary>Rows per task and kind.</summary>
    public required IReadOnlyList<TaskScore> Tasks { get; init; }

    /// <summary>Every question with its answer and scores, in the order of the set.</summary>
    public required IReadOnlyList<ScoredAnswer> Answers { get; init; }

    /// <summary>Samples that could not be asked about because their image cannot be decoded: identity and reason.</summary>
    public IReadOnlyList<SkippedSample> Skipped { get; init; } = [];

    /// <summary>Wall time of asking and scoring, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The row of a task and kind; null where it was not asked.</summary>
    /// <param name="task">The task.</param>
    /// <param name="kind">The kind; null for the row over all kinds.</param>
    public TaskScore? Row(Data.Samples.SampleTask task, string? kind = null) =>
        Tasks.FirstOrDefault(row => row.Task == task && row.Kind == kind);
}
