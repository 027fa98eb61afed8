using System.Buffers.Binary;

namespace ChainOfSight.Tensors.Safetensors;

/// <summary>The validated header of a safetensors file.</summary>
/// <remarks>
/// Pure: takes bytes, touches no file. Nothing is allocated by a number from the input; memory is bounded by a small
/// multiple of the header's own length. Every input gives either a header that satisfies all of <see cref="SafetensorsRule"/>
/// or a <see cref="SafetensorsException"/>.
/// </remarks>
public sealed class SafetensorsHeader
{
    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata, long dataStart)
    {
        Entries = entries;
        Metadata = metadata;
        DataStart = dataStart;
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>Texts of <c>__metadata__</c>; empty if the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Offset in the file where the data begins.</summary>
    public long DataStart { get; }

    /// <summary>Reads the length of the header from the first bytes of a file.</summary>
    /// <param name="prefix">The first bytes of the file, at least eight unless the file is shorter.</param>
    /// <param name="fileLength">Length of the whole file in bytes.</param>
    /// <param name="file">Name for messages.</param>
    /// <returns>Length of the header in bytes.</returns>
    /// <exception cref="SafetensorsException">The file is too short or the length is out of range.</exception>
    public static int ReadLength(ReadOnlySpan<byte> prefix, long fileLength, string file)
    {
        if (fileLength < SafetensorsLimits.PrefixBytes || prefix.Length < SafetensorsLimits.PrefixBytes)
        {
            throw new SafetensorsException(file, null, SafetensorsRule.FileLength,
                $"it is {fileLength} bytes long, but the length of the header alone takes {SafetensorsLimits.PrefixBytes}; it is empty, cut off or no such file");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > (ulong)SafetensorsLimits.HeaderBytes)
        {
            throw new SafetensorsException(file, null, SafetensorsRule.HeaderLength,
                $"its header says to be {length} bytes long, legal are 2 to {SafetensorsLimits.HeaderBytes}; it is damaged or in another format");
        }

        if ((long)length > fileLength - SafetensorsLimits.PrefixBytes)
        {
            throw new SafetensorsException(file, null, SafetensorsRule.HeaderLength,
                $"its header says to be {length} bytes long, but only {fileLength - SafetensorsLimits.PrefixBytes} bytes follow; the file was cut off");
        }

        return (int)length;
    }

    /// <summary>Parses and validates the beginning of a file.</summary>
    /// <param name="start">The file's bytes up to the end of the header; more is ignored.</param>
    /// <param name="fileLength">Length of the whole file in bytes.</param>
    /// <param name="file">Name for messages.</param>
    /// <returns>The header.</returns>
    /// <exception cref="SafetensorsException">Any rule is broken.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> start, long fileLength, string file)
    {
        var length = ReadLength(start, fileLength, file);
        if (start.Length < SafetensorsLimits.PrefixBytes + length)
        {
            throw new SafetensorsException(file, null, SafetensorsRule.HeaderLength,
                $"only {start.Length - SafetensorsLimits.PrefixBytes} of the header's {length} bytes were given");
        }

        var (raw, metadata) = SafetensorsJson.Read(start.Slice(SafetensorsLimits.PrefixBytes, length), file);
        var dataStart = SafetensorsLimits.PrefixBytes + length;
        var entries = SafetensorsSpans.Check(raw, fileLength - dataStart, file);
        return new SafetensorsHeader(entries, metadata, dataStart);
    }
}
