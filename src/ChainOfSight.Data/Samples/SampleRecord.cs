using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Samples;

/// <summary>
/// One sample as it stands in a shard: the JSON member beside the image member of the same key
/// (WebDataset). A sample without an image is plain text for a <c>language</c> stage.
/// </summary>
public sealed record SampleRecord
{
    // Generated JSON readers set what a file leaves out to null: the lists below take that as empty.

    /// <summary>Key of the sample, unique within its source; the stem of its member names.</summary>
    public required string Id { get; init; }

    /// <summary>Caption or plain text; null where the sample has turns only.</summary>
    public string? Caption { get; init; }

    /// <summary>Questions with answers about the image, in the order in which they are asked.</summary>
    public IReadOnlyList<SampleTurn> Turns { get; init => field = value ?? []; } = [];

    /// <summary>Labelled boxes of the image.</summary>
    public IReadOnlyList<LabelledBox> Boxes { get; init => field = value ?? []; } = [];

    /// <summary>Class names for multi-label training of a tower; empty where unknown.</summary>
    public IReadOnlyList<string> Labels { get; init => field = value ?? []; } = [];
}

/// <summary>One question with its answer.</summary>
/// <param name="Task">What kind of turn it is, and so by what it is scored.</param>
/// <param name="Prompt">What the user says; empty for a bare caption.</param>
/// <param name="Answer">What the model should say.</param>
public sealed record SampleTurn(SampleTask Task, string Prompt, string Answer)
{
    /// <summary>The kind of question, for evaluation per kind: what, where, count, yes-no, …; null where there is none.</summary>
    public string? Kind { get; init; }

    /// <summary>The box that the answer names, for <see cref="SampleTask.Box"/>.</summary>
    public LabelledBox? Box { get; init; }
}

/// <summary>Task of a turn; each has its own measures.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleTask>))]
public enum SampleTask
{
    /// <summary>Describe the image: exact match and CIDEr-D.</summary>
    Caption,

    /// <summary>Answer a question: accuracy.</summary>
    Question,

    /// <summary>Read text in the image: exact match and ANLS.</summary>
    Text,

    /// <summary>Give the box of a phrase: accuracy at IoU 0.5 and mean IoU.</summary>
    Box,
}

/// <summary>A box in relative coordinates: 0 is left or top, 1 right or bottom.</summary>
/// <param name="Label">What is in the box.</param>
/// <param name="X0">Left edge, 0 to 1.</param>
/// <param name="Y0">Top edge, 0 to 1.</param>
/// <param name="X1">Right edge, 0 to 1, larger than <paramref name="X0"/>.</param>
/// <param name="Y1">Bottom edge, 0 to 1, larger than <paramref name="Y0"/>.</param>
public sealed record LabelledBox(string Label, double X0, double Y0, double X1, double Y1);
