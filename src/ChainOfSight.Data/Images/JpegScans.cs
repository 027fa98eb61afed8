namespace ChainOfSight.Data.Images;

/// <summary>Counts the scans of a JPEG without decoding it: a hostile progressive file can ask for thousands of passes.</summary>
internal static class JpegScans
{
    private static ReadOnlySpan<byte> StartOfScan => [0xFF, 0xDA];

    /// <summary>Refuses a file with more scans than allowed.</summary>
    /// <exception cref="ImageDecodeException">There are too many.</exception>
    internal static void Check(ReadOnlySpan<byte> jpeg, ImageLimits limits)
    {
        // Inside compressed data 0xFF is always followed by 0 or a restart marker, so every match outside of metadata is a scan.
        var scans = jpeg.Count(StartOfScan);
        if (scans > limits.MaxJpegScans)
        {
            throw new ImageDecodeException($"it is a JPEG of {scans:N0} scans, more than the limit of {limits.MaxJpegScans:N0} (maxJpegScans).");
        }
    }
}
