using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Training.Checkpoints;

/// <summary>A tensor's value in memory of our own, which may be written to a store while training goes on.</summary>
/// <param name="Name">Its name within the checkpoint.</param>
/// <param name="Dtype">Its element type.</param>
/// <param name="Shape">Its sizes, outermost first.</param>
/// <param name="Bytes">Its bytes, little-endian and row-major.</param>
public sealed record HostTensor(string Name, SafetensorsDtype Dtype, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Its elements.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>For the safetensors writer.</summary>
    public SafetensorsSource ToSource() => SafetensorsSource.FromBytes(Name, Dtype, Shape, Bytes);
}
