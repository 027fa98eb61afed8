namespace ChainOfSight.Data.Images;

/// <summary>Tells a file's format from its first bytes, never from its name.</summary>
public static class ImageSignature
{
    /// <summary>Finds the format.</summary>
    /// <param name="bytes">The file, or at least its first 12 bytes.</param>
    /// <param name="format">The format found.</param>
    /// <returns>Whether the bytes begin like one of the formats that are decoded.</returns>
    public static bool TryDetect(ReadOnlySpan<byte> bytes, out ImageFormat format)
    {
        (var found, format) = bytes switch
        {
            [0xFF, 0xD8, 0xFF, ..] => (true, ImageFormat.Jpeg),
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => (true, ImageFormat.Png),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => (true, ImageFormat.WebP),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => (true, ImageFormat.Gif),
            [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => (true, ImageFormat.Tiff),
            _ => (false, default(ImageFormat)),
        };
        return found;
    }
}
