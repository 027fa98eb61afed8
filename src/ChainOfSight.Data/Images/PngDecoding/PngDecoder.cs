using System.Buffers;
using System.IO.Compression;

namespace ChainOfSight.Data.Images.PngDecoding;

/// <summary>
/// The fast way for ordinary PNGs: one thread, no native image library. Anything unusual, damaged files included, is left to libvips,
/// which judges and says why.
/// </summary>
internal static class PngDecoder
{
    /// <summary>Decodes 8-bit, palette and low-depth PNGs without a fault.</summary>
    /// <returns>Null where libvips is to decide; else pixels as stored, and the EXIF orientation (1 where there is none).</returns>
    /// <exception cref="ImageDecodeException">The header exceeds a limit.</exception>
    internal static (PixelRaster Raster, int Orientation)? TryDecode(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        if (!PngFile.TryRead(bytes, out var png))
        {
            return null;
        }

        ImageSizeRule.Check(png.Width, png.Height, 1, limits);
        var size = (png.Stride + 1L) * png.Height;
        if (size > Array.MaxLength)
        {
            return null;
        }

        var rows = ArrayPool<byte>.Shared.Rent((int)size);
        try
        {
            var pixels = rows.AsSpan(0, (int)size);
            return TryInflate(bytes, png.Data, pixels) && TryUnfilter(png, pixels) && Expand(png, pixels) is { } raster ? (raster, png.Orientation) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rows);
        }
    }

    private static PixelRaster? Expand(in PngFile png, ReadOnlySpan<byte> rows) => png.ColourType switch
    {
        3 => PngPixels.FromPalette(png, rows),
        0 => PngPixels.FromGrey(png, rows),
        _ => PngPixels.FromChannels(png, rows),
    };

    private static bool TryInflate(ReadOnlySpan<byte> file, List<Range> parts, Span<byte> rows)
    {
        var length = parts.Sum(part => part.End.Value - part.Start.Value);
        var packed = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var filled = 0;
            foreach (var part in parts)
            {
                file[part].CopyTo(packed.AsSpan(filled));
                filled += part.End.Value - part.Start.Value;
            }

            using var zlib = new ZLibStream(new MemoryStream(packed, 0, length, writable: false), CompressionMode.Decompress);
            zlib.ReadExactly(rows);

            // Reading on makes zlib check its sum; more rows than the header says are not ordinary.
            return zlib.ReadByte() < 0;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private static bool TryUnfilter(in PngFile png, Span<byte> rows)
    {
        var step = Math.Max(1, png.Samples * png.BitDepth / 8);
        ReadOnlySpan<byte> above = new byte[png.Stride];
        for (var y = 0; y < png.Height; y++)
        {
            var row = rows.Slice(y * (png.Stride + 1), png.Stride + 1);
            if (!PngFilter.Undo(row[0], row[1..], above, step))
            {
                return false;
            }

            above = row[1..];
        }

        return true;
    }
}
