using System.IO.Compression;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>What is written can be read again: PNG without loss, JPEG nearly.</summary>
public sealed class EncodingTests
{
    [Theory]
    [InlineData(1, 1, CompressionLevel.Fastest)]
    [InlineData(57, 31, CompressionLevel.Fastest)]
    [InlineData(128, 128, CompressionLevel.SmallestSize)]
    public void Png_read_again_is_equal(int width, int height, CompressionLevel level)
    {
        var image = ImageFixtures.Noise(4, width, height);

        var again = ImageDecoder.Decode(PngEncoder.Encode(image, level), ImageLimits.Default);

        Assert.Equal(image.Rgb, again.Rgb);
    }

    [Fact]
    public void Jpeg_read_again_is_close()
    {
        var image = BicubicResize.Resize(ImageFixtures.Decode("rgb.png"), 84, 52);

        var again = ImageDecoder.Decode(JpegEncoder.Encode(image, 95), ImageLimits.Default);

        Assert.Equal((84, 52), (again.Width, again.Height));
        Assert.True(image.Rgb.Zip(again.Rgb, (a, b) => Math.Abs(a - b)).Average() < 3);
    }

    [Fact]
    public void Jpeg_lower_quality_is_smaller()
    {
        var image = ImageFixtures.Noise(4, 64, 64);

        Assert.True(JpegEncoder.Encode(image, 30).Length < JpegEncoder.Encode(image, 95).Length);
    }
}
