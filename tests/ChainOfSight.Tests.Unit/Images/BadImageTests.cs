using System.Buffers.Binary;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Native;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>Hostile, truncated and unreadable pictures are refused with a reason, never a crash.</summary>
public sealed class BadImageTests
{
    public static TheoryData<string> Names => [.. ImageFixtures.Pictures.Select(picture => picture.File)];

    private static ImageDecodeException Refusal(byte[] bytes, ImageLimits? limits = null) =>
        Assert.Throws<ImageDecodeException>(() => ImageDecoder.Decode(bytes, limits ?? ImageLimits.Default));

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_truncated_file_is_refused_with_the_same_reason_each_time(string name)
    {
        var bytes = ImageFixtures.Read(name);
        var half = bytes[..(bytes.Length / 2)];

        Assert.NotEmpty(Refusal(half).Reason);
        Assert.Equal(Refusal(half).Reason, Refusal(half).Reason);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_damaged_bytes_are_decoded_or_refused(string name)
    {
        var random = new Random(3);
        for (var round = 0; round < 40; round++)
        {
            var bytes = ImageFixtures.Read(name);
            for (var hit = 0; hit <= round % 8; hit++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var fault = Record.Exception(() => ImageDecoder.Decode(bytes, ImageLimits.Default));

            Assert.True(fault is null or ImageDecodeException, fault?.ToString());
        }
    }

    [Fact]
    public void Decode_empty_file_is_refused() => Assert.Contains("empty", Refusal([]).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("%PDF-1.7")]
    [InlineData("P6 2 2 255 ............")]
    [InlineData("hello")]
    public void Decode_other_format_is_refused_and_legal_ones_are_named(string text)
    {
        var reason = Refusal(System.Text.Encoding.UTF8.GetBytes(text)).Reason;

        Assert.Contains("JPEG, PNG, WebP, GIF or TIFF", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_more_bytes_than_allowed_is_refused()
    {
        var reason = Refusal(ImageFixtures.Read("rgb.png"), new ImageLimits { MaxBytes = 50 }).Reason;

        Assert.Contains("maxBytes", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_huge_canvas_in_a_small_file_is_refused_by_its_header()
    {
        var png = ImageFixtures.Read("rgb.png");
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 100_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), PngCrc.Of(png.AsSpan(12, 17)));

        Assert.Contains("100,000×100,000 pixels", Refusal(png).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("baseline-420.jpg")]
    [InlineData("rgb.png")]
    [InlineData("lossy.webp")]
    [InlineData("still.gif")]
    public void Decode_more_pixels_than_allowed_is_refused(string name)
    {
        var reason = Refusal(ImageFixtures.Read(name), new ImageLimits { MaxPixels = 272 }).Reason;

        Assert.Contains("21×13 pixels", reason, StringComparison.Ordinal);
        Assert.Contains("maxPixels", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("animated.gif")]
    [InlineData("animated.webp")]
    public void Decode_more_frames_than_allowed_is_refused(string name)
    {
        var reason = Refusal(ImageFixtures.Read(name), new ImageLimits { MaxFrames = 1 }).Reason;

        Assert.Contains("2 frames", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_more_jpeg_scans_than_allowed_is_refused()
    {
        var reason = Refusal(ImageFixtures.Read("progressive.jpg"), new ImageLimits { MaxJpegScans = 3 }).Reason;

        Assert.Contains("maxJpegScans", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Library_not_installed_names_the_debian_package()
    {
        var fault = Assert.Throws<UserErrorException>(() => VipsLibrary.RequireLibrary("libnowhere.so.42", "libvips42", "decodes pictures"));

        Assert.Contains("apt-get install libvips42", fault.Message, StringComparison.Ordinal);
    }
}
