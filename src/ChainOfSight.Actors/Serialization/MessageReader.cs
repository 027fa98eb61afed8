using System.Buffers.Binary;
using System.Text;
using ChainOfSight.Actors.Invocation;

namespace ChainOfSight.Actors.Serialization;

/// <summary>Reads what a <see cref="MessageWriter"/> wrote. Every length is checked against what is left before anything is allocated.</summary>
public ref struct MessageReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads from bytes.</summary>
    public MessageReader(ReadOnlySpan<byte> bytes)
        : this(bytes, null)
    {
    }

    internal MessageReader(ReadOnlySpan<byte> bytes, ICallRuntime? runtime)
    {
        _rest = bytes;
        Runtime = runtime;
    }

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _rest.Length;

    internal ICallRuntime? Runtime { get; }

    /// <summary>Reads one byte.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads a truth value.</summary>
    public bool ReadBool() => ReadByte() != 0;

    /// <summary>Reads four bytes.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Reads eight bytes.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads a number of 7-bit groups.</summary>
    public ulong ReadVar()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new MessageFormatException("A number has more than ten bytes.");
    }

    /// <summary>Reads bytes that follow their length; they are not copied.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadVar());

    /// <summary>Reads bytes of a known length; they are not copied.</summary>
    public ReadOnlySpan<byte> ReadRaw(int length) => Take((ulong)length);

    /// <summary>Reads the count of a collection.</summary>
    /// <param name="minimumBytes">The fewest bytes that an item takes: a count that cannot be true is refused.</param>
    public int ReadCount(int minimumBytes = 1)
    {
        var count = ReadVar();
        return count * (ulong)Math.Max(1, minimumBytes) <= (ulong)_rest.Length || (count == 0)
            ? (int)count
            : throw new MessageFormatException($"A collection claims {count} items where {_rest.Length} bytes are left.");
    }

    /// <summary>Reads a text or null.</summary>
    public string? ReadText() => ReadVar() is var length and not 0 ? Encoding.UTF8.GetString(Take(length - 1)) : null;

    /// <summary>Reads the key of an object's next member; 0 at its end.</summary>
    public uint ReadKey() => (uint)ReadVar();

    /// <summary>The current member's bytes as a reader of their own; this one goes on behind them.</summary>
    public MessageReader ReadField() => new(Take(ReadUInt32()), Runtime);

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw new MessageFormatException($"{count} bytes are expected where {_rest.Length} are left.");
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
