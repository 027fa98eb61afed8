namespace ChainOfSight.Data.Inspection;

/// <summary>What a source holds.</summary>
public sealed record SourceSummary
{
    /// <summary>Samples counted.</summary>
    public required long Samples { get; init; }

    /// <summary>Samples with an image.</summary>
    public required long Images { get; init; }

    /// <summary>Samples with a caption.</summary>
    public required long Captions { get; init; }

    /// <summary>Different captions: of few, validation can be learned by heart.</summary>
    public required long DistinctCaptions { get; init; }

    /// <summary>Words of a caption, parted by spaces.</summary>
    public required NumberRange CaptionWords { get; init; }

    /// <summary>Bytes of an encoded image.</summary>
    public required NumberRange ImageBytes { get; init; }

    /// <summary>Questions of a sample.</summary>
    public required NumberRange Turns { get; init; }

    /// <summary>Boxes of a sample.</summary>
    public required NumberRange Boxes { get; init; }

    /// <summary>Area of a box as a share of the image.</summary>
    public required NumberRange BoxArea { get; init; }

    /// <summary>Questions by kind, in order of task and kind.</summary>
    public required IReadOnlyList<KindSummary> Kinds { get; init; }

    /// <summary>Labels with the number of samples that show them, most frequent first.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Labels { get; init; }
}
