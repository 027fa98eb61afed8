using ChainOfSight.Data.Quarantine;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Collation;

/// <summary>
/// One slot of a step, ready for the model: samples without padding, laid end to end.
/// Places without a usable sample are absent here and named in <see cref="EmptyPlaces"/>.
/// </summary>
public sealed record SlotBatch
{
    /// <summary>Global sample positions of the samples present, in slot order.</summary>
    public required IReadOnlyList<long> Positions { get; init; }

    /// <summary>Identities (source/shard/id) of the samples present, in slot order.</summary>
    public required IReadOnlyList<string> SampleIds { get; init; }

    /// <summary>Normalised pixels <c>[samples, 3, side, side]</c>, f32, zero for a sample without image; empty where the stage has no images.</summary>
    public float[] Pixels { get; init; } = [];

    /// <summary>Width and height of each image in pixels; 0 where the stage has no images.</summary>
    public int ImageSide { get; init; }

    /// <summary>Token ids of all samples, concatenated.</summary>
    public int[] TokenIds { get; init; } = [];

    /// <summary>
    /// Same length as <see cref="TokenIds"/>: the token itself where it is to be predicted from what stands before it, −100 where it is not trained on.
    /// </summary>
    public int[] Labels { get; init; } = [];

    /// <summary>
    /// Text tokens of each sample, <c>[samples]</c>; sums to the length of <see cref="TokenIds"/>. In a <c>language</c> stage of each sequence into which
    /// the samples are packed.
    /// </summary>
    public int[] Lengths { get; init; } = [];

    /// <summary>
    /// Same length as <see cref="TokenIds"/>: 0 for tokens that every turn sees, else the number of the turn, from 1, which sees those and itself.
    /// Empty where later turns see earlier ones.
    /// </summary>
    public int[] Turns { get; init; } = [];

    /// <summary>For each entry of <see cref="Lengths"/> the index within its own text at which its visual tokens are inserted; −1 where it has no image.</summary>
    public int[] ImagePositions { get; init; } = [];

    /// <summary>Multi-hot labels <c>[samples, classes]</c> for a <c>vision</c> stage; empty otherwise.</summary>
    public float[] ClassTargets { get; init; } = [];

    /// <summary>Labelled boxes of each sample, in slot order, for dense targets of a <c>vision</c> stage; empty otherwise.</summary>
    public IReadOnlyList<IReadOnlyList<LabelledBox>> Boxes { get; init; } = [];

    /// <summary>Places of this slot without a sample, quarantined or without anything for this stage: position and reason.</summary>
    public IReadOnlyList<(long Position, string Reason)> EmptyPlaces { get; init; } = [];

    /// <summary>Bad samples that were met in this slot; they enter the ledger when the step is committed.</summary>
    public IReadOnlyList<QuarantineEntry> Quarantined { get; init; } = [];

    /// <summary>How many tokens carry loss: labels that are not −100.</summary>
    public int LossTokens => Labels.AsSpan().Length - Labels.AsSpan().Count(IgnoredLabel);

    /// <summary>Label of a token that carries no loss.</summary>
    public const int IgnoredLabel = -100;
}
