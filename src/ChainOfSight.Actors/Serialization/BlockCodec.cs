using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChainOfSight.Actors.Serialization;

internal sealed class BlockCodec<T> : Codec<T[]>
    where T : unmanaged
{
    public static readonly BlockCodec<T> Instance = new();

    public override void Write(MessageWriter writer, T[] value)
    {
        writer.WriteVar(value is null ? 0 : (ulong)value.Length + 1);
        writer.WriteRaw(MemoryMarshal.AsBytes(value.AsSpan()));
    }

    public override T[] Read(ref MessageReader reader)
    {
        var length = reader.ReadVar();
        if (length == 0)
        {
            return null!;
        }

        var bytes = checked((length - 1) * (ulong)Unsafe.SizeOf<T>());
        return bytes <= (ulong)reader.Remaining
            ? MemoryMarshal.Cast<byte, T>(reader.ReadRaw((int)bytes)).ToArray()
            : throw new MessageFormatException($"An array claims {length - 1} items where {reader.Remaining} bytes are left.");
    }

    public override T[] Copy(T[] value) => value is null ? null! : value.AsSpan().ToArray();
}
