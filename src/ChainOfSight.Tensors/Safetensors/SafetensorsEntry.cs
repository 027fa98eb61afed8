namespace ChainOfSight.Tensors.Safetensors;

/// <summary>One tensor as the header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Its element type.</param>
/// <param name="Shape">Its sizes, outermost first; empty for a scalar.</param>
/// <param name="Offset">Where its bytes begin, counted from the end of the header.</param>
/// <param name="Length">How many bytes it has.</param>
public sealed record SafetensorsEntry(string Name, SafetensorsDtype Dtype, IReadOnlyList<long> Shape, long Offset, long Length)
{
    /// <summary>How many elements it has; 1 for a scalar.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Checks a shape and gives its length in bytes.</summary>
    /// <param name="dtype">Element type.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <param name="length">Length in bytes.</param>
    /// <returns>Null if legal, otherwise what is wrong.</returns>
    internal static string? TryMeasure(SafetensorsDtype dtype, IReadOnlyList<long> shape, out long length)
    {
        length = 0;
        if (shape.Count > SafetensorsLimits.Rank)
        {
            return $"the shape has {shape.Count} sizes, at most {SafetensorsLimits.Rank} are legal";
        }

        // Zero sizes count as one here: strides are computed that way, so a hidden overflow must be found too.
        UInt128 bits = (UInt128)dtype.Bits();
        var empty = false;
        foreach (var size in shape)
        {
            if (size < 0)
            {
                return $"the shape {Show(shape)} has the negative size {size}";
            }

            empty |= size == 0;
            bits *= (UInt128)Math.Max(size, 1);
            if (bits > (UInt128)long.MaxValue * 8)
            {
                return $"the shape {Show(shape)} of {dtype} has more bytes than 63 bits can count";
            }
        }

        if (!empty && bits % 8 != 0)
        {
            return $"the shape {Show(shape)} of {dtype} does not end on a whole byte";
        }

        length = empty ? 0 : (long)(bits / 8);
        return null;
    }

    /// <summary>The shape as text, for messages.</summary>
    internal static string Show(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
