using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Native;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>The fast way for JPEG gives what libvips gives, and leaves what is unusual to it.</summary>
public sealed class TurboJpegTests
{
    public static TheoryData<string> Names => [.. ImageFixtures.Pictures.Select(picture => picture.File).Where(name => name.EndsWith(".jpg", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_equals_libvips_in_pixels_and_orientation(string name)
    {
        var bytes = ImageFixtures.Read(name);
        var (expected, orientation) = VipsDecoder.Decode(bytes, ImageFormat.Jpeg, ImageLimits.Default);

        var raster = TurboJpegDecoder.TryDecode(bytes, ImageLimits.Default);

        Assert.Equal(orientation, ExifTag.OrientationOf(bytes));
        Assert.True(raster is null || raster.Pixels.AsSpan().SequenceEqual(expected.Pixels));
    }

    [Fact]
    public void Decode_cmyk_and_damaged_files_are_left_to_libvips()
    {
        Assert.Null(TurboJpegDecoder.TryDecode(ImageFixtures.Read("cmyk.jpg"), ImageLimits.Default));
        Assert.Null(TurboJpegDecoder.TryDecode(ImageFixtures.Read("progressive.jpg").AsSpan(0, 300), ImageLimits.Default));
    }

    [Fact]
    public void Decode_bytes_that_need_a_warning_only_are_still_decoded()
    {
        // Garbage between two segments: libjpeg warns and goes on, as Pillow does.
        var jpeg = ImageFixtures.Read("baseline-444.jpg");
        var quantisation = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDB]);
        byte[] padded = [.. jpeg[..quantisation], 1, 2, 3, .. jpeg[quantisation..]];

        Assert.Equal(ImageFixtures.Decode("baseline-444.jpg").Rgb, ImageDecoder.Decode(padded, ImageLimits.Default).Rgb);
    }

    [Fact]
    public void Orientation_damaged_exif_counts_as_upright()
    {
        var jpeg = ImageFixtures.Read("orientation-6.jpg");
        var exif = jpeg.AsSpan().IndexOf("Exif\0\0"u8);
        var random = new Random(6);
        for (var round = 0; round < 500; round++)
        {
            var damaged = jpeg.ToArray();
            damaged[exif + random.Next(40)] = (byte)random.Next(256);

            Assert.InRange(ExifTag.OrientationOf(damaged), 1, 8);
        }
    }
}
