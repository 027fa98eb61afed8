using System.Runtime.CompilerServices;

namespace ChainOfSight.Actors.Serialization;

/// <summary>
/// Any exception: those with a generated serializer and the well-known ones of the framework keep their type; others arrive as
/// <see cref="OrleansException"/> with their type's name in the message.
/// </summary>
internal sealed class FailureCodec : Codec<Exception>
{
    private const byte Generated = 1;
    private const byte Framework = 2;
    private const byte Other = 3;

    private static readonly Dictionary<string, Type> Known = new Type[]
    {
        typeof(Exception), typeof(InvalidOperationException), typeof(ArgumentException), typeof(ArgumentNullException),
        typeof(ArgumentOutOfRangeException), typeof(NotSupportedException), typeof(TimeoutException), typeof(OperationCanceledException),
        typeof(TaskCanceledException), typeof(KeyNotFoundException), typeof(FormatException), typeof(OverflowException),
        typeof(DivideByZeroException), typeof(IndexOutOfRangeException), typeof(NullReferenceException), typeof(InvalidCastException),
        typeof(ObjectDisposedException), typeof(UnauthorizedAccessException), typeof(IOException), typeof(FileNotFoundException),
        typeof(DirectoryNotFoundException), typeof(InvalidDataException), typeof(ArithmeticException), typeof(ApplicationException),
        typeof(OutOfMemoryException), typeof(System.Text.Json.JsonException),
    }.ToDictionary(type => type.FullName!, StringComparer.Ordinal);

    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, Exception value)
    {
        writer.BeginObject();
        var type = value.GetType();
        if (Codecs.TryObject(type) is { } codec)
        {
            writer.WriteByte(Generated);
            writer.WriteText(codec.Name);
            codec.WriteObject(writer, value);
        }
        else
        {
            var known = Known.ContainsKey(type.FullName!);
            writer.WriteByte(known ? Framework : Other);
            writer.WriteText(type.FullName);
            ExceptionCodec.Write(writer, value);
        }

        writer.EndObject();
    }

    public override Exception Read(ref MessageReader reader)
    {
        var kind = reader.ReadByte();
        var name = reader.ReadText() ?? "";
        var failure = kind == Generated ? ReadGenerated(ref reader, name) : ReadPlain(ref reader, kind, name);
        return reader.ReadByte() == 0 ? failure : throw new MessageFormatException("An exception does not end where it should.");
    }

    public override Exception Copy(Exception value) => value;

    private static Exception ReadGenerated(ref MessageReader reader, string name)
    {
        var codec = Codecs.TryObject(name) ?? throw new MessageFormatException($"The exception '{name}' is not known here; do both sides run the same version?");
        return (Exception)codec.ReadObject(ref reader);
    }

    private static Exception ReadPlain(ref MessageReader reader, byte kind, string name)
    {
        if (kind == Framework && Known.TryGetValue(name, out var type))
        {
            var failure = (Exception)RuntimeHelpers.GetUninitializedObject(type);
            ExceptionCodec.Read(ref reader, failure);
            return failure;
        }

        var carrier = ExceptionCodec.Make<Exception>();
        ExceptionCodec.Read(ref reader, carrier);
        return new OrleansException($"{name}: {carrier.Message}", carrier);
    }
}
