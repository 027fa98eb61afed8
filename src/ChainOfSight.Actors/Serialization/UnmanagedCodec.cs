using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChainOfSight.Actors.Serialization;

internal sealed class UnmanagedCodec<T> : Codec<T>
    where T : unmanaged
{
    public static readonly UnmanagedCodec<T> Instance = new();

    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, T value) => writer.WriteRaw(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public override T Read(ref MessageReader reader) => MemoryMarshal.Read<T>(reader.ReadRaw(Unsafe.SizeOf<T>()));

    public override T Copy(T value) => value;
}
