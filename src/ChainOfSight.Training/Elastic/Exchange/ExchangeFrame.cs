using System.Buffers.Binary;
using System.Text.Json;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// One message on a connection: mark, kind, length of the header, number of segments; the header as JSON; the segments' lengths; the segments.
/// Every length is checked before it is believed, and memory is taken as bytes arrive, not as they are announced.
/// </summary>
internal sealed record ExchangeFrame(ExchangeFrameKind Kind, ReadOnlyMemory<byte> Header, ExchangeMessage Message)
{
    private const uint Mark = 0x58534F43;
    private const int MaxHeader = 4096;
    private const int MaxSegments = 1 << 20;
    private const int Piece = 1 << 24;
    private static readonly JsonSerializerOptions Json = new() { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static ExchangeFrame Of<T>(ExchangeFrameKind kind, T header, ExchangeMessage? message = null) =>
        new(kind, JsonSerializer.SerializeToUtf8Bytes(header, Json), message ?? new ExchangeMessage([]));

    public T ReadHeader<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Header.Span, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The header of a frame is no {typeof(T).Name}: {e.Message}", e);
        }
    }

    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var start = new byte[13 + Header.Length + (8 * Message.Segments.Count)];
        BinaryPrimitives.WriteUInt32LittleEndian(start, Mark);
        start[4] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(5), Header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(9), Message.Segments.Count);
        Header.Span.CopyTo(start.AsSpan(13));
        for (var i = 0; i < Message.Segments.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(start.AsSpan(13 + Header.Length + (8 * i)), Message.Segments[i].Length);
        }

        await stream.WriteAsync(start, cancellationToken).ConfigureAwait(false);
        foreach (var segment in Message.Segments)
        {
            await stream.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a frame; null where the other side closed the connection between two.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="maxBytes">Most bytes of all segments.</param>
    /// <param name="payloads">Where memory for all segments but the first comes from, and goes back to when the message is released; null = new memory.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">What came is no frame, or longer than allowed.</exception>
    /// <exception cref="EndOfStreamException">The connection ended in the middle.</exception>
    public static async Task<ExchangeFrame?> ReadAsync(Stream stream, long maxBytes, PayloadPool? payloads, CancellationToken cancellationToken)
    {
        var start = new byte[13];
        var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        Require(read == start.Length && BinaryPrimitives.ReadUInt32LittleEndian(start) == Mark, "it does not begin as one");
        var (headerLength, segments) = (BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(5)), BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(9)));
        Require(headerLength is >= 0 and <= MaxHeader, $"its header has {headerLength} bytes, at most {MaxHeader} are legal");
        Require(segments is >= 0 and <= MaxSegments, $"it has {segments} segments, at most {MaxSegments} are legal");
        var header = await ReadBytesAsync(stream, headerLength, cancellationToken).ConfigureAwait(false);
        var sizes = await ReadBytesAsync(stream, 8 * segments, cancellationToken).ConfigureAwait(false);
        var left = maxBytes;
        var lengths = new int[segments];
        for (var i = 0; i < segments; i++)
        {
            var length = BinaryPrimitives.ReadInt64LittleEndian(sizes.AsSpan(8 * i));
            Require(length >= 0 && length <= Array.MaxLength && length <= left, $"its segment {i} has {length} bytes, {Math.Min(left, Array.MaxLength)} are legal");
            lengths[i] = (int)length;
            left -= length;
        }

        var bodies = new byte[segments][];
        for (var i = 0; i < segments; i++)
        {
            // Descriptions stand first and differ in length; what follows is the same at every step.
            bodies[i] = await ReadBytesAsync(stream, lengths[i], cancellationToken, i > 0 ? payloads : null).ConfigureAwait(false);
        }

        var lease = payloads is null || segments < 2 ? null : new PayloadLease(payloads, bodies[1..], 1);
        return new ExchangeFrame((ExchangeFrameKind)start[4], header, new ExchangeMessage([.. bodies]) { Lease = lease });
    }

    private static async Task<byte[]> ReadBytesAsync(Stream stream, int length, CancellationToken cancellationToken, PayloadPool? payloads = null)
    {
        var bytes = payloads is null ? GC.AllocateUninitializedArray<byte>(Math.Min(length, Piece)) : payloads.TryRent(length) ?? payloads.Rent(Math.Min(length, Piece));
        var filled = 0;
        while (filled < length)
        {
            if (filled == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            }

            var read = await stream.ReadAsync(bytes.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            filled += read > 0 ? read : throw new EndOfStreamException($"The connection ended after {filled} of {length} bytes.");
        }

        return bytes;
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException($"What came is no frame of a lane: {fault}.");
        }
    }
}
