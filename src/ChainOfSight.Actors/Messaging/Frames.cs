using System.Collections.Immutable;
using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Messaging;

/// <summary>Writes and reads frames. A frame's first bytes are its kind and the id of the call that it is about.</summary>
internal static class Frames
{
    public static byte[] Request(Message message, TimeSpan? timeLeft)
    {
        var writer = new MessageWriter();
        Begin(writer, FrameKind.Request, message.Id);
        writer.WriteVar(timeLeft is { } left ? (ulong)Math.Max(1, left.TotalMilliseconds) : 0);
        writer.WriteByte((byte)message.Forwards);
        Codecs.Silo.Write(writer, message.Sender);
        Codecs.GrainId.Write(writer, message.Target);
        writer.WriteUInt64(message.Request.Method.Id);
        WriteChain(writer, message.Chain);
        WriteValues(writer, message.Values);
        message.Request.WriteArguments(writer);
        return writer.Written.ToArray();
    }

    public static byte[] Answer<T>(long id, Codec<T> codec, T result)
    {
        var writer = new MessageWriter();
        Begin(writer, FrameKind.Answer, id);
        codec.Write(writer, result);
        return writer.Written.ToArray();
    }

    /// <summary>An answer whose content is passed on as it came.</summary>
    public static byte[] Relay(FrameKind kind, long id, ReadOnlySpan<byte> content)
    {
        var writer = new MessageWriter(content.Length + 16);
        Begin(writer, kind, id);
        writer.WriteRaw(content);
        return writer.Written.ToArray();
    }

    public static byte[] Failure(long id, Exception failure)
    {
        var writer = new MessageWriter();
        Begin(writer, FrameKind.Failure, id);
        Codecs.Failure.Write(writer, failure);
        return writer.Written.ToArray();
    }

    public static byte[] Cancel(long id, GrainId grain)
    {
        var writer = new MessageWriter(64);
        Begin(writer, FrameKind.Cancel, id);
        Codecs.GrainId.Write(writer, grain);
        return writer.Written.ToArray();
    }

    public static byte[] Redirected(long id, SiloAddress silo)
    {
        var writer = new MessageWriter(64);
        Begin(writer, FrameKind.Redirected, id);
        Codecs.Silo.Write(writer, silo);
        return writer.Written.ToArray();
    }

    public static (FrameKind Kind, long Id) ReadStart(ref MessageReader reader) => ((FrameKind)reader.ReadByte(), (long)reader.ReadVar());

    /// <summary>Reads a request's header; its arguments follow.</summary>
    public static RequestHeader ReadHeader(ref MessageReader reader)
    {
        var milliseconds = reader.ReadVar();
        return new(
            milliseconds == 0 ? null : TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)),
            reader.ReadByte(),
            Codecs.Silo.Read(ref reader),
            Codecs.GrainId.Read(ref reader),
            reader.ReadUInt64(),
            ReadChain(ref reader),
            ReadValues(ref reader));
    }

    private static void Begin(MessageWriter writer, FrameKind kind, long id)
    {
        writer.WriteByte((byte)kind);
        writer.WriteVar((ulong)id);
    }

    private static void WriteChain(MessageWriter writer, CallChain? chain)
    {
        writer.WriteVar((ulong)(chain?.Depth ?? 0));
        for (var link = chain; link is not null; link = link.Before)
        {
            Codecs.GrainId.Write(writer, link.Grain);
            writer.WriteVar((ulong)link.Request);
            writer.WriteText(link.Method);
            writer.WriteBool(link.AllowsReentry);
        }
    }

    private static CallChain? ReadChain(ref MessageReader reader)
    {
        var links = new List<(GrainId Grain, long Request, string Method, bool Reentry)>();
        for (var count = reader.ReadCount(4); count > 0; count--)
        {
            links.Add((Codecs.GrainId.Read(ref reader), (long)reader.ReadVar(), reader.ReadText() ?? "", reader.ReadBool()));
        }

        CallChain? chain = null;
        for (var i = links.Count - 1; i >= 0; i--)
        {
            chain = new(chain, links[i].Grain, links[i].Request, links[i].Method, links[i].Reentry);
        }

        return chain;
    }

    private static void WriteValues(MessageWriter writer, ImmutableDictionary<string, object> values)
    {
        writer.WriteVar((ulong)values.Count);
        foreach (var (key, value) in values)
        {
            writer.WriteText(key);
            ContextValue.Write(writer, value);
        }
    }

    private static ImmutableDictionary<string, object> ReadValues(ref MessageReader reader)
    {
        var values = CallScope.NoValues;
        for (var count = reader.ReadCount(2); count > 0; count--)
        {
            values = values.SetItem(reader.ReadText() ?? "", ContextValue.Read(ref reader));
        }

        return values;
    }
}
