using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>What is told from the bits of gradients, without arithmetic on them, in one pass over memory. On the lane's thread only.</summary>
internal static class BitChecks
{
    private const uint Exponent = 0x7F800000;
    private const ulong Odd = 0x9E3779B97F4A7C15UL;

    /// <summary>Whether every number is finite.</summary>
    public static bool IsFinite(SlotGradient gradient) => gradient.Gradients.OfType<Tensor>().All(IsFinite);

    /// <summary>
    /// An integer checksum that depends on every bit and its place, on which parameters have a gradient, and on what goes with it; and whether
    /// every number is finite. The same on every machine.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="known">What <see cref="Read(ReadOnlySpan{uint})"/> said of each gradient's values; null: they are read here.</param>
    public static (long Checksum, bool IsFinite) Read(StepNode node, IReadOnlyList<(ulong Sum, ulong Places, bool IsFinite)>? known = null)
    {
        var (sum, places, finite) = (1UL, 0UL, true);
        Add(unchecked((ulong)node.Digest));
        Add((ulong)node.Samples);
        Add((ulong)node.Tokens);
        Add(node.Fault is { } fault ? unchecked((ulong)SampleDigest.Of([fault.What, $"{fault.Slot}"])) : 0);
        Add(unchecked((ulong)SampleDigest.Of(node.Quarantined.Select(bad => $"{bad}"))));
        if (node.Gradient is { } gradient)
        {
            Add(unchecked((ulong)BitConverter.DoubleToInt64Bits(gradient.Loss)));
            Add((ulong)gradient.Tokens);
            for (var i = 0; i < gradient.Gradients.Length; i++)
            {
                if (gradient.Gradients[i] is { } tensor)
                {
                    using var scope = NewDisposeScope();
                    var read = known is null ? Read(MemoryMarshal.Cast<byte, uint>(Host(tensor).bytes)) : known[i];
                    Add((ulong)i);
                    Add(read.Sum);
                    Add(read.Places);
                    finite &= read.IsFinite;
                }
            }
        }

        return (unchecked((long)((sum * Odd) ^ places)), finite);

        void Add(ulong word)
        {
            sum = unchecked(sum + (word * Odd) + 1);
            places = unchecked(places + sum);
        }
    }

    /// <summary>The tensor's values in contiguous host memory; the tensor itself where it is there.</summary>
    public static Tensor Host(Tensor tensor) => tensor.detach().cpu().contiguous();

    /// <summary>Sum of words, sum of its running values, which depends on their order, and whether all are finite as f32.</summary>
    internal static (ulong Sum, ulong Places, bool IsFinite) Read(ReadOnlySpan<uint> words)
    {
        // Eight columns of a fixed width, so that the result does not depend on the machine's vectors.
        var mask = Vector256.Create(Exponent);
        var infinite = Vector256<uint>.Zero;
        var (lowSum, lowPlaces, highSum, highPlaces) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        var blocks = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
        foreach (var block in blocks)
        {
            infinite |= Vector256.Equals(block & mask, mask);
            var (low, high) = Vector256.Widen(block);
            lowSum += low;
            lowPlaces += lowSum;
            highSum += high;
            highPlaces += highSum;
        }

        var (sum, places) = (0UL, 0UL);
        for (var column = 0; column < Vector256<ulong>.Count; column++)
        {
            sum = unchecked(((sum + lowSum[column]) * Odd) + highSum[column]);
            places = unchecked(((places + lowPlaces[column]) * Odd) + highPlaces[column]);
        }

        var finite = infinite == Vector256<uint>.Zero;
        foreach (var word in words[(blocks.Length * Vector256<uint>.Count)..])
        {
            sum = unchecked((sum * Odd) + word);
            places = unchecked(places + sum);
            finite &= (word & Exponent) != Exponent;
        }

        return (sum, places, finite);
    }

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var words = MemoryMarshal.Cast<byte, uint>(Host(tensor).bytes);
        var blocks = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
        var mask = Vector256.Create(Exponent);
        var infinite = Vector256<uint>.Zero;
        foreach (var block in blocks)
        {
            infinite |= Vector256.Equals(block & mask, mask);
        }

        var finite = infinite == Vector256<uint>.Zero;
        foreach (var word in words[(blocks.Length * Vector256<uint>.Count)..])
        {
            finite &= (word & Exponent) != Exponent;
        }

        return finite;
    }
}
