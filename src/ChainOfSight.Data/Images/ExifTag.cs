using System.Buffers.Binary;

namespace ChainOfSight.Data.Images;

/// <summary>Finds the orientation in EXIF data. Damaged EXIF counts as none: the picture is good without it.</summary>
internal static class ExifTag
{
    private const ushort OrientationTag = 0x0112;
    private const int ShortType = 3;
    private const int EntrySize = 12;

    private static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <summary>The orientation, 1 where the file names none.</summary>
    /// <param name="jpeg">A JPEG file.</param>
    internal static int OrientationOf(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF;)
        {
            var marker = jpeg[at + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (marker is 0xDA or 0xD9 || length < 2 || at + 2 + length > jpeg.Length)
            {
                break;
            }

            var payload = jpeg.Slice(at + 4, length - 2);
            if (marker == 0xE1 && payload.StartsWith(Prefix))
            {
                return FromTiff(payload[Prefix.Length..]);
            }

            at += 2 + length;
        }

        return 1;
    }

    /// <summary>The orientation in EXIF data without its JPEG prefix, 1 where it names none.</summary>
    internal static int FromTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)))
        {
            return 1;
        }

        var isLittle = tiff[0] == 'I';
        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory + 2 > (uint)tiff.Length)
        {
            return 1;
        }

        var entries = tiff[(int)directory..];
        var count = Read(entries, isLittle);
        for (int i = 0, at = 2; i < count && at + EntrySize <= entries.Length; i++, at += EntrySize)
        {
            if (Read(entries[at..], isLittle) == OrientationTag && Read(entries[(at + 2)..], isLittle) == ShortType)
            {
                return Read(entries[(at + 8)..], isLittle) is var value and >= 1 and <= 8 ? value : 1;
            }
        }

        return 1;
    }

    private static ushort Read(ReadOnlySpan<byte> at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}
