using System.IO.Compression;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Native;
using ChainOfSight.Data.Images.PngDecoding;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>The fast way for PNG gives what libvips gives, and leaves what is unusual to it.</summary>
public sealed class PngDecoderTests
{
    private static readonly string[] Ordinary = ["rgb.png", "rgba.png", "grey.png", "grey-alpha.png", "one-bit.png", "palette.png", "palette-4.png", "palette-transparent.png"];
    private static readonly string[] Unusual = ["interlaced.png", "sixteen-bit.png", "sixteen-bit-grey.png"];

    [Fact]
    public void Decode_ordinary_files_equal_libvips()
    {
        foreach (var name in Ordinary)
        {
            var bytes = ImageFixtures.Read(name);
            var expected = VipsDecoder.Decode(bytes, ImageFormat.Png, ImageLimits.Default).Raster;

            var raster = PngDecoder.TryDecode(bytes, ImageLimits.Default)!.Value.Raster;

            Assert.Equal(expected.ToRgba().Pixels, raster.ToRgba().Pixels);
        }
    }

    [Fact]
    public void Decode_unusual_files_are_left_to_libvips() =>
        Assert.All(Unusual, name => Assert.Null(PngDecoder.TryDecode(ImageFixtures.Read(name), ImageLimits.Default)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Undo_every_filter_restores_the_rows(int step)
    {
        var random = new Random(step);
        for (var round = 0; round < 100; round++)
        {
            var (above, row) = (new byte[step * random.Next(1, 40)], Array.Empty<byte>());
            random.NextBytes(above);
            row = new byte[above.Length];
            random.NextBytes(row);
            for (var filter = 0; filter <= 4; filter++)
            {
                var filtered = Filtered(filter, row, above, step);

                Assert.True(PngFilter.Undo(filter, filtered, above, step));
                Assert.Equal(row, filtered);
            }
        }
    }

    [Fact]
    public void Decode_file_with_an_unknown_filter_is_left_to_libvips()
    {
        var rows = new byte[13 * ((21 * 3) + 1)];
        rows[0] = 5;

        Assert.Null(PngDecoder.TryDecode(Rebuilt(rows), ImageLimits.Default));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Decode_file_with_other_rows_than_its_header_says_is_left_to_libvips(int more)
    {
        Assert.NotNull(PngDecoder.TryDecode(Rebuilt(new byte[13 * ((21 * 3) + 1)]), ImageLimits.Default));
        Assert.Null(PngDecoder.TryDecode(Rebuilt(new byte[(13 * ((21 * 3) + 1)) + more]), ImageLimits.Default));
    }

    private static byte[] Filtered(int filter, byte[] row, byte[] above, int step)
    {
        var filtered = new byte[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step], corner = i < step ? 0 : above[i - step], up = above[i];
            var estimate = left + up - corner;
            var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
            var paeth = a <= b && a <= c ? left : b <= c ? up : corner;
            int[] predicted = [0, left, up, (left + up) / 2, paeth];
            filtered[i] = (byte)(row[i] - predicted[filter]);
        }

        return filtered;
    }

    // The header of a fixture with other rows.
    private static byte[] Rebuilt(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        using var file = new MemoryStream();
        file.Write(ImageFixtures.Read("rgb.png").AsSpan(0, 33));
        ChainOfSight.Data.Images.Encoding.PngChunk.Write(file, "IDAT"u8, packed.ToArray());
        ChainOfSight.Data.Images.Encoding.PngChunk.Write(file, "IEND"u8, []);
        return file.ToArray();
    }
}
