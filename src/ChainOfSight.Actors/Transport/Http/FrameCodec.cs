using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>Frames in a stream of bytes: four bytes of length, little endian, then the frame.</summary>
internal static class FrameCodec
{
    private const int Header = sizeof(int);

    /// <summary>Appends a frame.</summary>
    public static void Write(PipeWriter output, ReadOnlySpan<byte> frame)
    {
        var span = output.GetSpan(Header + frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(span, frame.Length);
        frame.CopyTo(span[Header..]);
        output.Advance(Header + frame.Length);
    }

    /// <summary>Takes the first frame off, if it is there whole.</summary>
    /// <param name="input">What has arrived; is cut.</param>
    /// <param name="largest">Largest frame.</param>
    /// <param name="frame">A copy of its own.</param>
    /// <exception cref="InvalidDataException">The length is not one.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> input, int largest, out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        if (input.Length < Header)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[Header];
        input.Slice(0, Header).CopyTo(header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length < 0 || length > largest)
        {
            throw new InvalidDataException($"The peer announces a frame of {length} bytes; at most {largest} are taken.");
        }

        if (input.Length < Header + length)
        {
            return false;
        }

        frame = input.Slice(Header, length).ToArray();
        input = input.Slice(Header + length);
        return true;
    }
}
