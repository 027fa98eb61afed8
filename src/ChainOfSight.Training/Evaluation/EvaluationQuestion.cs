using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>One turn of a held-out sample, asked on its own: the prompt shows the image and this question, no earlier answer.</summary>
public sealed record EvaluationQuestion
{
    /// <summary>Value of <see cref="Turn"/> for the caption of a sample.</summary>
    public const int CaptionTurn = -1;

    /// <summary>Identity of the sample (source/shard/id); together with <see cref="Turn"/> the key of the question.</summary>
    public required string SampleId { get; init; }

    /// <summary>Index of the turn within its sample; <see cref="CaptionTurn"/> for its caption.</summary>
    public required int Turn { get; init; }

    /// <summary>By what the answer is scored.</summary>
    public required SampleTask Task { get; init; }

    /// <summary>Kind of question within its task: what, where, count, yes-no, …; null where there is none.</summary>
    public string? Kind { get; init; }

    /// <summary>What the model is asked; empty for a bare caption.</summary>
    public required string Prompt { get; init; }

    /// <summary>The reference answer.</summary>
    public required string Expected { get; init; }

    /// <summary>The reference box, for <see cref="SampleTask.Box"/>.</summary>
    public LabelledBox? Box { get; init; }
}
