namespace ChainOfSight.Data.Images;

/// <summary>Judges what a file's header claims, before pixels are decoded.</summary>
internal static class ImageSizeRule
{
    /// <summary>Refuses sizes and frame counts over the limits.</summary>
    /// <exception cref="ImageDecodeException">A limit is exceeded or a side is not positive.</exception>
    internal static void Check(long width, long height, long frames, ImageLimits limits)
    {
        if (width < 1 || height < 1)
        {
            throw new ImageDecodeException($"its header says {width}×{height} pixels.");
        }

        if (width > int.MaxValue || height > int.MaxValue || width * height > limits.MaxPixels)
        {
            throw new ImageDecodeException($"its header says {width:N0}×{height:N0} pixels, more than the limit of {limits.MaxPixels:N0} (maxPixels).");
        }

        if (frames > limits.MaxFrames)
        {
            throw new ImageDecodeException($"it has {frames:N0} frames, more than the limit of {limits.MaxFrames:N0} (maxFrames).");
        }
    }
}
