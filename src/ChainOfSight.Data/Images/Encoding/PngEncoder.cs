using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace ChainOfSight.Data.Images.Encoding;

/// <summary>Writes 8-bit RGB as PNG: fast, lossless, without metadata; needs no native library.</summary>
/// <remarks>Every row is stored as its difference to the row above, which suits drawings and flat backgrounds.</remarks>
public static class PngEncoder
{
    private const byte UpFilter = 2;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="level">How much time compression may take. Default <see cref="CompressionLevel.Fastest"/>.</param>
    /// <returns>The file's bytes.</returns>
    public static byte[] Encode(PixelImage image, CompressionLevel level = CompressionLevel.Fastest)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = 8;
        header[9] = 2;
        header[10..].Clear();
        PngChunk.Write(file, "IHDR"u8, header);
        using (var data = new MemoryStream())
        {
            using (var zlib = new ZLibStream(data, level, leaveOpen: true))
            {
                WriteRows(zlib, image);
            }

            PngChunk.Write(file, "IDAT"u8, data.GetBuffer().AsSpan(0, (int)data.Length));
        }

        PngChunk.Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteRows(ZLibStream zlib, PixelImage image)
    {
        var stride = image.Width * PixelImage.Channels;
        var row = new byte[stride + 1];
        row[0] = UpFilter;
        var above = new byte[stride].AsSpan();
        for (var y = 0; y < image.Height; y++)
        {
            var here = image.Rgb.AsSpan(y * stride, stride);
            Subtract(here, above, row.AsSpan(1));
            zlib.Write(row);
            above = here;
        }
    }

    private static void Subtract(ReadOnlySpan<byte> here, ReadOnlySpan<byte> above, Span<byte> difference)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= here.Length; i += Vector<byte>.Count)
        {
            (new Vector<byte>(here[i..]) - new Vector<byte>(above[i..])).CopyTo(difference[i..]);
        }

        for (; i < here.Length; i++)
        {
            difference[i] = (byte)(here[i] - above[i]);
        }
    }
}
