namespace ChainOfSight.Models.Weights;

/// <summary>
/// Random values as a pure function of (key, index): the same on every thread and engine, whatever else draws numbers meanwhile. libtorch's
/// own generator is shared by the process and would not be.
/// </summary>
internal static class KeyedNoise
{
    /// <summary>Standard normal values, in pairs by Box and Muller.</summary>
    /// <param name="into">Filled.</param>
    /// <param name="key">Key of the sequence.</param>
    /// <param name="start">Index of the first value; even.</param>
    public static void Normal(Span<float> into, ulong key, long start)
    {
        for (var i = 0; i < into.Length; i += 2)
        {
            var bits = Mix(key + (ulong)(start + i) * 0x9E3779B97F4A7C15);

            // 24 bits each; the first in (0, 1], so that its logarithm is finite.
            var radius = MathF.Sqrt(-2 * MathF.Log(((bits >> 40) + 1) * (1f / (1 << 24))));
            var (sine, cosine) = MathF.SinCos((bits & 0xFFFFFF) * (MathF.Tau / (1 << 24)));
            into[i] = radius * cosine;
            if (i + 1 < into.Length)
            {
                into[i + 1] = radius * sine;
            }
        }
    }

    /// <summary>Uniform values in [−1, 1).</summary>
    /// <param name="into">Filled.</param>
    /// <param name="key">Key of the sequence.</param>
    /// <param name="start">Index of the first value.</param>
    public static void Uniform(Span<float> into, ulong key, long start)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = (Mix(key + (ulong)(start + i) * 0x9E3779B97F4A7C15) >> 40) * (2f / (1 << 24)) - 1;
        }
    }

    /// <summary>The key of a name: FNV-1a over its letters, started from the seed.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="name">Name.</param>
    public static ulong Key(long seed, string name)
    {
        var hash = Mix((ulong)seed + 0x9E3779B97F4A7C15);
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return Mix(hash);
    }

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
