using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Collation;

/// <summary>Normalised pixels of the samples of a slot.</summary>
/// <param name="Side">Width and height in pixels.</param>
/// <param name="Mean">Mean per channel, of values 0 to 1.</param>
/// <param name="Deviation">Standard deviation per channel.</param>
public sealed record PixelTensor(int Side, IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <summary>Values <c>[samples, 3, side, side]</c>; zero (the mean colour) where a sample has no image.</summary>
    /// <param name="images">One per sample, each of this side.</param>
    public float[] Fill(IReadOnlyList<PixelImage?> images)
    {
        var size = 3 * Side * Side;
        var pixels = new float[images.Count * size];
        float[] mean = [.. Mean];
        float[] deviation = [.. Deviation];
        for (var i = 0; i < images.Count; i++)
        {
            if (images[i] is { } image)
            {
                PixelNormalizer.Normalize(image, mean, deviation, pixels.AsSpan(i * size, size));
            }
        }

        return pixels;
    }
}
