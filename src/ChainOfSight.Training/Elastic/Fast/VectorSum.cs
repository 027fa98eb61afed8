using System.Numerics;
using System.Runtime.InteropServices;

namespace ChainOfSight.Training.Elastic;

/// <summary>Adds f32 numbers one by one, so that the result does not depend on the machine's vectors.</summary>
internal static class VectorSum
{
    /// <summary>Adds to what is there.</summary>
    public static void Add(Span<float> into, ReadOnlySpan<float> from)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(from.Length, into.Length);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(into);
        var added = MemoryMarshal.Cast<float, Vector<float>>(from);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += added[i];
        }

        for (var i = sums.Length * Vector<float>.Count; i < into.Length; i++)
        {
            into[i] += from[i];
        }
    }
}
