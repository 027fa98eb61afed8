using System.Text;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// Strict reading of a ustar header: a regular file with a short name, an octal size and the right checksum, or the end of the archive.
/// Anything else that tar allows (links, devices, extensions) has no place in a shard.
/// </summary>
internal static class UstarHeader
{
    public const int Size = 512;

    /// <summary>Reads a header.</summary>
    /// <returns>Name and size of the member; null for the end of the archive.</returns>
    /// <exception cref="ShardFormatException">It is no header of a regular file.</exception>
    public static (string Name, long Length)? Parse(ReadOnlySpan<byte> header, string where)
    {
        if (!header.ContainsAnyExcept((byte)0))
        {
            return null;
        }

        if (!header[257..262].SequenceEqual("ustar"u8) || header[156] is not ((byte)'0' or 0))
        {
            throw new ShardFormatException(where, "this is no header of a regular file; shards hold nothing else.");
        }

        if (Octal(header[148..156]) != Checksum(header))
        {
            throw new ShardFormatException(where, "the checksum of the tar header is wrong.");
        }

        var name = header[..100];
        var end = name.IndexOf((byte)0);
        return Octal(header[124..136]) is { } length && header[345] == 0
            ? (Encoding.ASCII.GetString(end < 0 ? name : name[..end]), length)
            : throw new ShardFormatException(where, "the size or name in the tar header is not one that shards use.");
    }

    private static long Checksum(ReadOnlySpan<byte> header)
    {
        // The checksum's own field counts as spaces.
        var sum = 8L * ' ';
        for (var i = 0; i < Size; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : header[i];
        }

        return sum;
    }

    private static long? Octal(ReadOnlySpan<byte> field)
    {
        var digits = field.Trim("\0 "u8);
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return null;
            }

            value = (value * 8) + digit - '0';
        }

        return digits.IsEmpty ? null : value;
    }
}
