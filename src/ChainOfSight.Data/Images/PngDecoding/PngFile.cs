using System.Buffers.Binary;
using ChainOfSight.Data.Images.Encoding;

namespace ChainOfSight.Data.Images.PngDecoding;

/// <summary>The chunks of a PNG that ordinary pictures need, as places in the file.</summary>
internal ref struct PngFile
{
    private const int SignatureSize = 8;
    private const int HeaderSize = 13;
    private const int ChunkFrame = 12;

    internal int Width;
    internal int Height;
    internal int BitDepth;
    internal int ColourType;
    internal ReadOnlySpan<byte> Palette;
    internal ReadOnlySpan<byte> Transparency;
    internal int Orientation;
    internal List<Range> Data;

    /// <summary>Samples of a pixel.</summary>
    internal readonly int Samples => ColourType switch
    {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };

    /// <summary>Bytes of a row without its filter byte.</summary>
    internal readonly int Stride => (int)((((long)Width * Samples * BitDepth) + 7) / 8);

    /// <summary>Reads the chunks.</summary>
    /// <returns>False for what is unusual or damaged: 16 bits, interlaced, a transparent colour, wrong sums, missing parts.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> file, out PngFile png)
    {
        png = new PngFile { Data = [], Orientation = 1 };
        for (var at = SignatureSize; at + ChunkFrame <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > (uint)(file.Length - at - ChunkFrame))
            {
                return false;
            }

            var type = file.Slice(at + 4, 4);
            var data = at + 8;
            if (type.SequenceEqual("IEND"u8))
            {
                return png.Data.Count > 0;
            }

            if (type.SequenceEqual("IDAT"u8))
            {
                png.Data.Add(data..(data + (int)length));
            }
            else if (PngChunk.Checksum(type, file.Slice(data, (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(file[(data + (int)length)..])
                || !png.Accept(type, file.Slice(data, (int)length)))
            {
                return false;
            }

            at += ChunkFrame + (int)length;
        }

        return false;
    }

    private bool Accept(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        if (Width == 0)
        {
            return type.SequenceEqual("IHDR"u8) && AcceptHeader(data);
        }

        if (type.SequenceEqual("PLTE"u8))
        {
            Palette = data;
            return data.Length % 3 == 0;
        }

        if (type.SequenceEqual("tRNS"u8))
        {
            Transparency = data;
            return ColourType == 3;
        }

        if (type.SequenceEqual("eXIf"u8))
        {
            Orientation = ExifTag.FromTiff(data);
        }

        // A lower-case letter marks a chunk that may be passed over.
        return (type[0] & 0x20) != 0;
    }

    private bool AcceptHeader(ReadOnlySpan<byte> data)
    {
        if (data.Length != HeaderSize)
        {
            return false;
        }

        (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
        (BitDepth, ColourType) = (data[8], data[9]);
        var isDepthLegal = ColourType is 0 or 3 ? BitDepth is 1 or 2 or 4 or 8 : ColourType is 2 or 4 or 6 && BitDepth == 8;
        return Width > 0 && Height > 0 && isDepthLegal && data[10] == 0 && data[11] == 0 && data[12] == 0;
    }
}
