using System.Numerics;
using System.Runtime.InteropServices;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>What is told from the bits of gradients, without arithmetic on them. On the lane's thread only.</summary>
internal static class BitChecks
{
    private const uint Exponent = 0x7F800000;

    /// <summary>Whether every number is finite.</summary>
    public static bool IsFinite(SlotGradient gradient) => gradient.Gradients.OfType<Tensor>().All(IsFinite);

    /// <summary>An integer checksum that depends on every bit and its place, on which parameters have a gradient, and on what goes with it.</summary>
    public static long Checksum(StepNode node)
    {
        var (sum, places) = (1UL, 0UL);
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
                    Add((ulong)i);
                    using var scope = NewDisposeScope();
                    foreach (var word in MemoryMarshal.Cast<byte, uint>(Host(tensor).bytes))
                    {
                        sum = unchecked(sum + word);
                        places = unchecked(places + sum);
                    }
                }
            }
        }

        return unchecked((long)((sum * 0x9E3779B97F4A7C15UL) ^ places));

        void Add(ulong word)
        {
            sum = unchecked(sum + word + 0x9E3779B97F4A7C15UL);
            places = unchecked(places + sum);
        }
    }

    /// <summary>The tensor's values in contiguous host memory; the tensor itself where it is there.</summary>
    public static Tensor Host(Tensor tensor) => tensor.detach().cpu().contiguous();

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var words = MemoryMarshal.Cast<byte, uint>(Host(tensor).bytes);
        var vectors = MemoryMarshal.Cast<uint, Vector<uint>>(words);
        var mask = new Vector<uint>(Exponent);
        foreach (var vector in vectors)
        {
            if (Vector.EqualsAny(vector & mask, mask))
            {
                return false;
            }
        }

        foreach (var word in words[(vectors.Length * Vector<uint>.Count)..])
        {
            if ((word & Exponent) == Exponent)
            {
                return false;
            }
        }

        return true;
    }
}
