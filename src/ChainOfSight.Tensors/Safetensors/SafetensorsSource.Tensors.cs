
namespace ChainOfSight.Tensors.Safetensors;

public sealed partial record SafetensorsSource
{
    private const int PieceBytes = 16 * 1024 * 1024;

    /// <summary>A tensor on any device; its bytes are fetched when their turn comes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The tensor; must live, unchanged, until it is written.</param>
    /// <exception cref="SafetensorsException">The format has no such element type.</exception>
    public static SafetensorsSource FromTensor(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new SafetensorsSource(name, SafetensorsTypes.ToFile(tensor.dtype, name), tensor.shape, () => Pieces(tensor));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(Tensor tensor)
    {
        using var host = Host(tensor);
        var length = host.numel() * host.element_size();
        for (var start = 0L; start < length; start += PieceBytes)
        {
            yield return Piece(host, start, (int)Math.Min(PieceBytes, length - start)).Memory;
        }
    }

    // Not of any scope: a scope could end between two pieces.
    private static Tensor Host(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        return tensor.detach().cpu().contiguous().DetachFromDisposeScope();
    }

    private static unsafe NativeMemoryPiece Piece(Tensor host, long start, int length) => new((byte*)TensorEngine.Memory.Address(host) + start, length);
}
