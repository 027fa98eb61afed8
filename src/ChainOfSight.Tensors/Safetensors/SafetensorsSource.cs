namespace ChainOfSight.Tensors.Safetensors;

/// <summary>A tensor to be written: its description, and its bytes when their turn comes.</summary>
/// <param name="Name">Its name; not <c>__metadata__</c>.</param>
/// <param name="Dtype">Its element type.</param>
/// <param name="Shape">Its sizes, outermost first; empty for a scalar.</param>
/// <param name="Chunks">Gives its bytes, little-endian and row-major, in pieces of any length; asked for once, when its turn comes.</param>
public sealed partial record SafetensorsSource(
    string Name,
    SafetensorsDtype Dtype,
    IReadOnlyList<long> Shape,
    Func<IEnumerable<ReadOnlyMemory<byte>>> Chunks)
{
    /// <summary>A tensor whose bytes are at hand.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dtype">Its element type.</param>
    /// <param name="shape">Its sizes, outermost first.</param>
    /// <param name="bytes">Its bytes, little-endian and row-major.</param>
    public static SafetensorsSource FromBytes(string name, SafetensorsDtype dtype, IReadOnlyList<long> shape, ReadOnlyMemory<byte> bytes) =>
        new(name, dtype, shape, () => [bytes]);
}
