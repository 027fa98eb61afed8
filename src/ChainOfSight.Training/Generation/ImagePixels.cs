using ChainOfSight.Data.Images;

namespace ChainOfSight.Training.Generation;

/// <summary>Pictures as the tower reads them: resized straight to a square, normalised with CLIP's mean and deviation, as in training.</summary>
internal static class ImagePixels
{
    /// <summary>Prepares pictures.</summary>
    /// <param name="images">Pictures of any size.</param>
    /// <param name="side">Side of the tower's image in pixels.</param>
    /// <returns><c>[images, 3, side, side]</c>.</returns>
    public static float[] Of(IReadOnlyList<PixelImage> images, int side)
    {
        var size = PixelImage.Channels * side * side;
        var pixels = new float[images.Count * size];
        for (var i = 0; i < images.Count; i++)
        {
            var square = BicubicResize.Resize(images[i], side, side);
            PixelNormalizer.Normalize(square, PixelNormalizer.ClipMean, PixelNormalizer.ClipStd, pixels.AsSpan(i * size, size));
        }

        return pixels;
    }
}
