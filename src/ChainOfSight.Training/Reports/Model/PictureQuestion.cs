using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Reports.Model;

/// <summary>One question about a picture with the answers of all columns.</summary>
public sealed record PictureQuestion
{
    /// <summary>Task of the question.</summary>
    public required SampleTask Task { get; init; }

    /// <summary>What was asked; empty for a bare caption.</summary>
    public required string Prompt { get; init; }

    /// <summary>The reference.</summary>
    public required string Expected { get; init; }

    /// <summary>The reference box; null for other tasks.</summary>
    public LabelledBox? Box { get; init; }

    /// <summary>What the models said, in the order of the evaluations.</summary>
    public IReadOnlyList<PictureAnswer> Answers { get; init; } = [];
}
