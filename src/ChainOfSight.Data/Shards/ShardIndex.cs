using System.Buffers.Binary;
using System.Text;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// The offsets of all samples of one shard, so that any of them is one range read. Checked as a whole when it is parsed.
/// </summary>
/// <remarks>
/// Little-endian: 8 bytes <c>COSIDX01</c>, count, entry size (64); per sample image offset (8 bytes), image length (4), record length (4), record offset (8),
/// extension (8, ASCII, zero-padded), SHA-256 of image and record (32).
/// </remarks>
public sealed class ShardIndex
{
    private const int HeaderSize = 16;
    private const int EntrySize = 64;
    private readonly ReadOnlyMemory<byte> bytes;

    private ShardIndex(ReadOnlyMemory<byte> bytes) => this.bytes = bytes;

    private static ReadOnlySpan<byte> Magic => "COSIDX01"u8;

    /// <summary>Samples of the shard.</summary>
    public int Count => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[8..]);

    /// <summary>One sample's place.</summary>
    public ShardEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return Entry(bytes.Slice(HeaderSize + (index * EntrySize), EntrySize));
        }
    }

    /// <summary>Bytes of an index of so many samples.</summary>
    public static long SizeOf(int samples) => HeaderSize + ((long)samples * EntrySize);

    /// <summary>Reads and checks an index.</summary>
    /// <param name="bytes">The whole index; kept, not copied.</param>
    /// <param name="shardBytes">Size of the shard it belongs to.</param>
    /// <param name="where">Name of the index for messages.</param>
    /// <exception cref="ShardFormatException">It is no index of such a shard; says where and why.</exception>
    public static ShardIndex Parse(ReadOnlyMemory<byte> bytes, long shardBytes, string where)
    {
        var span = bytes.Span;
        if (span.Length < HeaderSize || !span.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(span[12..]) != EntrySize)
        {
            throw new ShardFormatException(where, "this is no shard index of version 1.");
        }

        var index = new ShardIndex(bytes);
        if (index.Count is < 0 or > ShardLimits.SamplesPerShard || span.Length != SizeOf(index.Count))
        {
            throw new ShardFormatException(where, $"it claims {index.Count} samples but has {span.Length} bytes.");
        }

        var end = 0L;
        for (var i = 0; i < index.Count; i++)
        {
            var entry = index[i];
            if (ShardEntryRule.Broken(entry, end, shardBytes) is { } rule)
            {
                throw new ShardFormatException($"{where}, sample {i}", rule);
            }

            end = entry.End;
        }

        return index;
    }

    /// <summary>The bytes of an index of these entries.</summary>
    public static byte[] Write(IReadOnlyList<ShardEntry> entries)
    {
        var bytes = new byte[SizeOf(entries.Count)];
        var span = bytes.AsSpan();
        Magic.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[8..], entries.Count);
        BinaryPrimitives.WriteInt32LittleEndian(span[12..], EntrySize);
        span = span[HeaderSize..];
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteInt64LittleEndian(span, entry.ImageOffset);
            BinaryPrimitives.WriteInt32LittleEndian(span[8..], entry.ImageLength);
            BinaryPrimitives.WriteInt32LittleEndian(span[12..], entry.RecordLength);
            BinaryPrimitives.WriteInt64LittleEndian(span[16..], entry.RecordOffset);
            Encoding.ASCII.GetBytes(entry.ImageExtension, span[24..32]);
            entry.Sha256.Span.CopyTo(span[32..64]);
            span = span[EntrySize..];
        }

        return bytes;
    }

    private static ShardEntry Entry(ReadOnlyMemory<byte> memory)
    {
        var span = memory.Span;
        return new ShardEntry(
            BinaryPrimitives.ReadInt64LittleEndian(span),
            BinaryPrimitives.ReadInt32LittleEndian(span[8..]),
            Encoding.ASCII.GetString(span[24..32].TrimEnd((byte)0)),
            BinaryPrimitives.ReadInt64LittleEndian(span[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(span[12..]),
            memory[32..]);
    }
}
