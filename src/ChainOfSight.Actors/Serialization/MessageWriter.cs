using System.Buffers.Binary;
using System.Text;

namespace ChainOfSight.Actors.Serialization;

/// <summary>Writes a message into one growing array: little-endian numbers, lengths as 7-bit groups, fields with their length before them.</summary>
public sealed class MessageWriter
{
    private const int MaximumDepth = 64;

    private byte[] _bytes;
    private int _depth;

    /// <summary>Starts empty.</summary>
    public MessageWriter(int capacity = 256) => _bytes = new byte[Math.Max(16, capacity)];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Starts again from empty and keeps the array.</summary>
    public void Reset() => (Length, _depth) = (0, 0);

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    /// <summary>Writes a truth value as one byte.</summary>
    public void WriteBool(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>Writes four bytes.</summary>
    public void WriteUInt32(uint value)
    {
        Reserve(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(Length), value);
        Length += 4;
    }

    /// <summary>Writes eight bytes.</summary>
    public void WriteUInt64(ulong value)
    {
        Reserve(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += 8;
    }

    /// <summary>Writes a number as 7-bit groups: small ones are short.</summary>
    public void WriteVar(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Length++] = (byte)value;
    }

    /// <summary>Writes bytes without their length.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Writes bytes after their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteVar((ulong)bytes.Length);
        WriteRaw(bytes);
    }

    /// <summary>Writes a text or null.</summary>
    public void WriteText(string? text)
    {
        if (text is null)
        {
            WriteVar(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        WriteVar((ulong)length + 1);
        Reserve(length);
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    /// <summary>Begins a member of an object.</summary>
    /// <param name="key">The member's key, above 0.</param>
    /// <returns>To be given to <see cref="EndField"/>.</returns>
    public int BeginField(uint key)
    {
        WriteVar(key);
        Reserve(4);
        Length += 4;
        return Length;
    }

    /// <summary>Ends a member: its length is filled in.</summary>
    public void EndField(int start) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(start - 4), (uint)(Length - start));

    /// <summary>Begins an object.</summary>
    /// <exception cref="NotSupportedException">It is nested too deeply: probably it contains itself.</exception>
    public void BeginObject()
    {
        if (++_depth > MaximumDepth)
        {
            throw new NotSupportedException($"A message is nested deeper than {MaximumDepth} levels; a value that contains itself cannot be sent. Send ids instead.");
        }
    }

    /// <summary>Ends an object's members.</summary>
    public void EndObject()
    {
        _depth--;
        WriteByte(0);
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
