namespace ChainOfSight.Data.Images;

/// <summary>
/// What an image may cost. All caps are judged on the file's header, before a pixel is decoded, so that a small
/// file that claims a huge canvas is refused and never allocated.
/// </summary>
public sealed record ImageLimits
{
    /// <summary>Limits that fit web pictures: 32 MiB, 64 megapixels, 1,000 frames.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>Largest file in bytes. Default 32 MiB.</summary>
    public int MaxBytes { get; init; } = 32 << 20;

    /// <summary>Most pixels of one frame, width times height. Default 67,108,864 (8192²), at most 715,827,882 (a .NET array of RGB).</summary>
    public int MaxPixels { get; init; } = 1 << 26;

    /// <summary>Most frames or pages of a file, of which only the first is decoded. Default 1,000.</summary>
    public int MaxFrames { get; init; } = 1000;

    /// <summary>Most scans of a progressive JPEG; each costs a pass over the whole picture. Default 500.</summary>
    public int MaxJpegScans { get; init; } = 500;
}
