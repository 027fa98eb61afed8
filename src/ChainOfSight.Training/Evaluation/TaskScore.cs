using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>Figures of one task, over all of its questions or over one kind of them.</summary>
public sealed record TaskScore
{
    /// <summary>The task.</summary>
    public required SampleTask Task { get; init; }

    /// <summary>The kind of question; null for the row over all questions of the task.</summary>
    public string? Kind { get; init; }

    /// <summary>How many questions were asked.</summary>
    public required int Count { get; init; }

    /// <summary>Answers from which nothing could be read where a form is expected (a box); they count as wrong.</summary>
    public int Unreadable { get; init; }

    /// <summary>The task's measures; the first is the one that headlines and comparisons use.</summary>
    public required IReadOnlyList<MeasureScore> Measures { get; init; }
}
