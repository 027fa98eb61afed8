using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>Which questions of a held-out part are asked.</summary>
public sealed record QuestionSelectionOptions
{
    /// <summary>Tasks that are asked; null (default): all that the samples have.</summary>
    public IReadOnlyCollection<SampleTask>? Tasks { get; init; }

    /// <summary>Questions per task, shared evenly by its kinds as far as there are enough. Default 500.</summary>
    public int PerTask { get; init; } = 500;

    /// <summary>What stands before a caption, as in training. Default empty.</summary>
    public string CaptionPrompt { get; init; } = "";

    /// <summary>Key of the selection. Default 0, so that all runs on the same samples ask the same.</summary>
    public ulong Seed { get; init; }
}
