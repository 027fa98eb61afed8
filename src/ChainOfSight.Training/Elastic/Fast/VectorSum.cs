using System.Numerics;
using System.Runtime.InteropServices;

namespace ChainOfSight.Training.Elastic;

/// <summary>Adds f32 numbers one by one, so that the result does not depend on the machine's vectors.</summary>
internal static class VectorSum
{
    /// <summary>Adds to what is there.</summary>
    public static void Add(Span<float> into, ReadOnlySpan<float> from) => Add(into, into, from);

    /// <summary>Adds two into a third: one pass, where a copy and a sum would be two.</summary>
    public static void Add(Span<float> into, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Length, into.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, into.Length);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(into);
        var first = MemoryMarshal.Cast<float, Vector<float>>(left);
        var second = MemoryMarshal.Cast<float, Vector<float>>(right);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = first[i] + second[i];
        }

        for (var i = sums.Length * Vector<float>.Count; i < into.Length; i++)
        {
            into[i] = left[i] + right[i];
        }
    }
}
