using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Messaging;

/// <summary>The kinds of values that a request context may hold.</summary>
internal static class ContextValue
{
    public static void Write(MessageWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteByte(1);
                writer.WriteText(text);
                break;
            case int number:
                writer.WriteByte(2);
                writer.WriteUInt32((uint)number);
                break;
            case long number:
                writer.WriteByte(3);
                writer.WriteUInt64((ulong)number);
                break;
            case bool truth:
                writer.WriteByte(4);
                writer.WriteBool(truth);
                break;
            case double number:
                writer.WriteByte(5);
                writer.WriteUInt64((ulong)BitConverter.DoubleToInt64Bits(number));
                break;
            case Guid guid:
                writer.WriteByte(6);
                Codecs.Unmanaged<Guid>().Write(writer, guid);
                break;
            default:
                throw new NotSupportedException(
                    $"A request context cannot carry a {value.GetType()}: only texts, whole numbers, double, truth values and Guid.");
        }
    }

    public static object Read(ref MessageReader reader) => reader.ReadByte() switch
    {
        1 => reader.ReadText() ?? "",
        2 => (int)reader.ReadUInt32(),
        3 => (long)reader.ReadUInt64(),
        4 => reader.ReadBool(),
        5 => BitConverter.Int64BitsToDouble((long)reader.ReadUInt64()),
        6 => Codecs.Unmanaged<Guid>().Read(ref reader),
        var kind => throw new MessageFormatException($"A request context holds a value of the unknown kind {kind}."),
    };
}
