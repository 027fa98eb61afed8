using ChainOfSight.Data.Images;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>Decoding gives what Pillow gives, for every format that is read.</summary>
public sealed class ImageDecoderTests
{
    public static TheoryData<string> Names => [.. ImageFixtures.Pictures.Select(picture => picture.File)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_every_format_equals_pillow(string name)
    {
        var expected = ImageFixtures.Pictures.Single(picture => picture.File == name);

        var image = ImageFixtures.Decode(name);

        Assert.Equal((expected.Width, expected.Height), (image.Width, image.Height));
        Assert.Equal(expected.Rgb, image.Rgb);
    }

    [Fact]
    public void Decode_cmyk_becomes_standard_rgb()
    {
        // Full cyan: little red, more blue than red, whatever the profile.
        var colour = ImageFixtures.Decode("cmyk.jpg")[10, 6];

        Assert.True(colour.Red < 60 && colour.Green > 100 && colour.Blue > 150, colour.ToString());
    }

    [Fact]
    public void Decode_transparent_pixels_show_the_stated_background()
    {
        var background = new RgbColour(10, 200, 30);

        var image = ImageDecoder.Decode(ImageFixtures.Read("rgba.png"), ImageLimits.Default, background);

        // Its first pixel is fully transparent.
        Assert.Equal(background, image[0, 0]);
    }

    [Fact]
    public void DecodeWithAlpha_keeps_transparency()
    {
        var raster = ImageDecoder.DecodeWithAlpha(ImageFixtures.Read("palette-transparent.png"), ImageLimits.Default);

        Assert.Equal(4, raster.Channels);
        Assert.Contains(raster.Pixels.Where((_, i) => i % 4 == 3), alpha => alpha == 99);
    }

    [Fact]
    public void Decode_many_threads_give_what_one_gives()
    {
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var expected = ImageFixtures.Pictures[i % ImageFixtures.Pictures.Count];
            Assert.Equal(expected.Rgb, ImageFixtures.Decode(expected.File).Rgb);
        });
    }
}
