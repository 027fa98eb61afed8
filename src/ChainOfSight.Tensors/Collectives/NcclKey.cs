using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChainOfSight.Tensors.Collectives;

/// <summary>NCCL's <c>ncclUniqueId</c>: 128 bytes, handed over by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NcclKey
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 128;

    private fixed byte bytes[Length];

    /// <summary>Reads a key.</summary>
    /// <exception cref="DeviceCollectiveException">It has another length.</exception>
    public static NcclKey Read(ReadOnlySpan<byte> from) => from.Length == Length
        ? MemoryMarshal.Read<NcclKey>(from)
        : throw new DeviceCollectiveException($"A group's key has {Length} bytes, and {from.Length} were given. Members of one run must have the same version of the product.");

    /// <summary>The bytes of a key.</summary>
    public readonly byte[] ToArray() => MemoryMarshal.AsBytes(new ReadOnlySpan<NcclKey>(in Unsafe.AsRef(in this))).ToArray();
}
