using System.Buffers;

namespace ChainOfSight.Tensors.Safetensors;

/// <summary>Shows native memory, which its owner keeps alive, to code that wants <see cref="Memory{T}"/>.</summary>
internal sealed unsafe class NativeMemoryPiece(byte* start, int length) : MemoryManager<byte>
{
    private readonly byte* _start = start;

    public override Span<byte> GetSpan() => new(_start, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
