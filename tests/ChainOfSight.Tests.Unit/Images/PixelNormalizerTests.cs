using ChainOfSight.Data.Images;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>Normalised planes hold (v / 255 − mean) / std, the same bits by both paths.</summary>
public sealed class PixelNormalizerTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(37, 23)]
    [InlineData(224, 3)]
    public void Normalize_every_pixel_follows_the_formula(int width, int height)
    {
        var image = ImageFixtures.Noise(9, width, height);
        var vector = new float[width * height * 3];
        var scalar = new float[width * height * 3];

        PixelNormalizer.Normalize(image, PixelNormalizer.ClipMean, PixelNormalizer.ClipStd, vector);
        PixelNormalizer.Normalize(image, PixelNormalizer.ClipMean, PixelNormalizer.ClipStd, scalar, vectorised: false);

        Assert.Equal(scalar, vector);
        for (var i = 0; i < vector.Length; i++)
        {
            var (channel, pixel) = (i / (width * height), i % (width * height));
            var expected = ((image.Rgb[(pixel * 3) + channel] / 255.0) - PixelNormalizer.ClipMean[channel]) / PixelNormalizer.ClipStd[channel];
            Assert.Equal(expected, vector[i], 1e-6);
        }
    }

    [Fact]
    public void Normalize_into_the_wrong_length_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() =>
            PixelNormalizer.Normalize(ImageFixtures.Noise(9, 4, 4), PixelNormalizer.ClipMean, PixelNormalizer.ClipStd, new float[47]));

        Assert.Contains("48", fault.Message, StringComparison.Ordinal);
    }
}
