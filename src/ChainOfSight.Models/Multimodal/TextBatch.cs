namespace ChainOfSight.Models.Multimodal;

/// <summary>Texts of a slot without padding, as plain arrays.</summary>
public sealed record TextBatch
{
    /// <summary>Token ids of all samples, concatenated.</summary>
    public required int[] TokenIds { get; init; }

    /// <summary>
    /// One per token: the token itself where it is to be predicted from what stands before it, −100 where it is not trained on. Empty where
    /// no loss is asked for.
    /// </summary>
    public int[] Labels { get; init; } = [];

    /// <summary>
    /// One per token: 0 for what all turns of its sample see, else the number of its turn, from 1, which sees that and itself only. Empty, the default:
    /// later tokens see all earlier ones.
    /// </summary>
    public int[] Turns { get; init; } = [];

    /// <summary>Text tokens of each sample; they sum to the length of <see cref="TokenIds"/>.</summary>
    public required int[] Lengths { get; init; }

    /// <summary>For each sample the index within its own text before which its visual tokens stand; −1 where it has no image.</summary>
    public required int[] ImagePositions { get; init; }

    /// <summary>Samples with an image.</summary>
    public int Images => ImagePositions.Count(position => position >= 0);
}
