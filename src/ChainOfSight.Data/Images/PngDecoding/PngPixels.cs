namespace ChainOfSight.Data.Images.PngDecoding;

/// <summary>Makes 8-bit channels of rows that are palette indexes or of fewer bits.</summary>
internal static class PngPixels
{
    /// <summary>Palette indexes become colours, with alpha where the file has transparency.</summary>
    /// <returns>Null where an index is outside of the palette.</returns>
    internal static PixelRaster? FromPalette(in PngFile png, ReadOnlySpan<byte> rows)
    {
        var channels = png.Transparency.IsEmpty ? 3 : 4;
        var colours = png.Palette.Length / 3;
        var pixels = new byte[checked(png.Width * png.Height * channels)];
        var to = 0;
        for (var y = 0; y < png.Height; y++)
        {
            var row = rows.Slice((y * (png.Stride + 1)) + 1, png.Stride);
            for (var x = 0; x < png.Width; x++, to += channels)
            {
                var index = Sample(row, x, png.BitDepth);
                if (index >= colours)
                {
                    return null;
                }

                png.Palette.Slice(index * 3, 3).CopyTo(pixels.AsSpan(to));
                if (channels == 4)
                {
                    pixels[to + 3] = index < png.Transparency.Length ? png.Transparency[index] : (byte)255;
                }
            }
        }

        return new PixelRaster(png.Width, png.Height, channels, pixels);
    }

    /// <summary>Grey of 1, 2, 4 or 8 bits becomes grey of 8.</summary>
    internal static PixelRaster FromGrey(in PngFile png, ReadOnlySpan<byte> rows)
    {
        var scale = 255 / ((1 << png.BitDepth) - 1);
        var pixels = new byte[checked(png.Width * png.Height)];
        for (var y = 0; y < png.Height; y++)
        {
            var row = rows.Slice((y * (png.Stride + 1)) + 1, png.Stride);
            for (var x = 0; x < png.Width; x++)
            {
                pixels[(y * png.Width) + x] = (byte)(Sample(row, x, png.BitDepth) * scale);
            }
        }

        return new PixelRaster(png.Width, png.Height, 1, pixels);
    }

    /// <summary>8-bit channels are taken as they are, without the filter bytes.</summary>
    internal static PixelRaster FromChannels(in PngFile png, ReadOnlySpan<byte> rows)
    {
        var pixels = GC.AllocateUninitializedArray<byte>(checked(png.Stride * png.Height));
        for (var y = 0; y < png.Height; y++)
        {
            rows.Slice((y * (png.Stride + 1)) + 1, png.Stride).CopyTo(pixels.AsSpan(y * png.Stride));
        }

        return new PixelRaster(png.Width, png.Height, png.Samples, pixels);
    }

    private static int Sample(ReadOnlySpan<byte> row, int x, int bits)
    {
        var at = x * bits;
        return (row[at >> 3] >> (8 - bits - (at & 7))) & ((1 << bits) - 1);
    }
}
