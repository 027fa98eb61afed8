using ChainOfSight.Data.Images;
using ChainOfSight.Data.Shards;

namespace ChainOfSight.Data.Importing;

/// <summary>How a folder is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>The JSON-lines file with captions; null, the default, takes the only <c>*.jsonl</c> of the folder, or <c>name.txt</c> beside each image.</summary>
    public string? CaptionFile { get; init; }

    /// <summary>
    /// True: files with faults are left out and listed in the result. False, the default: any fault stops the import, and all of them are reported at once.
    /// </summary>
    public bool SkipFaulty { get; init; }

    /// <summary>What an image file may cost.</summary>
    public ImageLimits ImageLimits { get; init; } = ImageLimits.Default;

    /// <summary>Images checked at a time; 0, the default, is half of the cores.</summary>
    public int Workers { get; init; }

    /// <summary>How the source is cut, and whether one that is there is replaced.</summary>
    public SourceWriterOptions Writing { get; init; } = new();
}
