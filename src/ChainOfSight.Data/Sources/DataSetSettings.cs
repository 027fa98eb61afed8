using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Pipeline;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Shards;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Data.Sources;

/// <summary>The samples of one stage: where they come from, in which order, and what is made of them.</summary>
public sealed record DataSetSettings
{
    /// <summary>The sources, at least one.</summary>
    public required IReadOnlyList<DataSourceSettings> Sources { get; init; }

    /// <summary>What the stage reads from its samples.</summary>
    public required SlotForm Form { get; init; }

    /// <summary>Seed of order and of the choice of turns; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Slots of a step.</summary>
    public required int SlotsPerStep { get; init; }

    /// <summary>Samples of a slot.</summary>
    public required int SamplesPerSlot { get; init; }

    /// <summary>Position of the first sample of step 0: the saved state of a loader, 0 by default.</summary>
    public long FirstPosition { get; init; }

    /// <summary>Whether the held-out samples are read (true) or those to train on (false, the default).</summary>
    public bool HeldOut { get; init; }

    /// <summary>Side of the square image in pixels; 0, the default, reads no images.</summary>
    public int ImageSide { get; init; }

    /// <summary>
    /// For <see cref="SlotForm.Classes"/>: share of the views that show a quarter of the image at twice the scale, 0 (the default) to 1, so that a
    /// tower knows the scale of an image of twice the side before it meets one.
    /// </summary>
    public double ZoomShare { get; init; }

    /// <summary>Mean of each channel; CLIP's by default.</summary>
    public IReadOnlyList<float> ImageMean { get; init; } = [.. PixelNormalizer.ClipMean];

    /// <summary>Standard deviation of each channel; CLIP's by default.</summary>
    public IReadOnlyList<float> ImageDeviation { get; init; } = [.. PixelNormalizer.ClipStd];

    /// <summary>What stands behind transparent pixels; white by default.</summary>
    public RgbColour Background { get; init; } = RgbColour.White;

    /// <summary>What an image file may cost.</summary>
    public ImageLimits ImageLimits { get; init; } = ImageLimits.Default;

    /// <summary>Text to ids; needed by every form but <see cref="SlotForm.Classes"/>.</summary>
    public ITokenizer? Tokenizer { get; init; }

    /// <summary>How conversations are written, and where text is cut.</summary>
    public PromptOptions Prompts { get; init; } = new();

    /// <summary>Classes of <see cref="SlotForm.Classes"/> in the order of the targets; null, the default, takes all labels of the sources in ordinal order.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Shards whose samples are mixed with each other; 16 by default. More mixes better and reads less sequentially.</summary>
    public int ShardsPerWindow { get; init; } = 16;

    /// <summary>How much is done at once.</summary>
    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary>How reads are repeated.</summary>
    public IoRetry Retry { get; init; } = new();

    /// <summary>Clock of the statistics.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
