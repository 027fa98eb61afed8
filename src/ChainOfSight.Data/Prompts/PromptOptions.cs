using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Prompts;

/// <summary>How samples become text.</summary>
public sealed record PromptOptions
{
    /// <summary>How a conversation is written; <see cref="PromptTemplate.Plain"/> by default.</summary>
    public PromptTemplate Template { get; init; } = PromptTemplate.Plain;

    /// <summary>Text before the first question of the <see cref="PromptTemplate.Vicuna"/> template; none by default.</summary>
    public string System { get; init; } = "";

    /// <summary>Question that a caption answers; none by default, so that the caption alone follows the image.</summary>
    public string CaptionPrompt { get; init; } = "";

    /// <summary>
    /// Tokens after which the text of a sample is cut, visual tokens not counted; 256 by default. More never lengthens short texts: nothing is padded.
    /// </summary>
    public int MaxTextTokens { get; init; } = 256;

    /// <summary>Turns asked about an image in one sample, which share its visual tokens; 0, the default, asks all.</summary>
    public int TurnsPerSample { get; init; }

    /// <summary>
    /// True: no turn of a sample sees another, each is read as if it were the only one, as a single question to the trained model is. False,
    /// the default: a conversation, in which later turns see earlier ones.
    /// </summary>
    public bool IsolateTurns { get; init; }

    /// <summary>
    /// How often each task is chosen, as ratios; a task with weight 0 or without one is left out. Empty, the default, chooses every turn alike.
    /// Without a bound by <see cref="TurnsPerSample"/> only zero or not zero counts.
    /// </summary>
    public IReadOnlyDictionary<SampleTask, double> Tasks { get; init; } = new Dictionary<SampleTask, double>();
}
