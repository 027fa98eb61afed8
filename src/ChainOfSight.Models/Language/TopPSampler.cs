namespace ChainOfSight.Models.Language;

/// <summary>
/// Draws a token from logits: temperature, then the smallest set of likeliest tokens that reaches top-p. Pure: the draw is a function of
/// the logits and the key (seed, sequence, step), never of what else is in the batch.
/// </summary>
public static class TopPSampler
{
    /// <summary>Draws one token.</summary>
    /// <param name="logits">One value per token of the vocabulary.</param>
    /// <param name="options">Temperature above 0, top-p and seed.</param>
    /// <param name="sequence">Place of the prompt in its batch.</param>
    /// <param name="step">Index of the new token.</param>
    /// <returns>A token id.</returns>
    public static int Draw(ReadOnlySpan<float> logits, GenerationOptions options, int sequence, int step)
    {
        ArgumentNullException.ThrowIfNull(options);
        var weights = new double[logits.Length];
        var ids = new int[logits.Length];
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = MathF.Max(largest, logit);
        }

        var total = 0.0;
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = i;
            weights[i] = Math.Exp((logits[i] - largest) / options.Temperature);
            total += weights[i];
        }

        // Negated, so that an ascending sort puts the likeliest first; equal weights keep the lower id first.
        Array.Sort(ids, (a, b) => weights[a] != weights[b] ? weights[b].CompareTo(weights[a]) : a.CompareTo(b));
        var (kept, mass) = Nucleus(ids, weights, total * options.TopP);
        return Pick(ids.AsSpan(0, kept), weights, Uniform(options.Seed, sequence, step) * mass);
    }

    private static (int Kept, double Mass) Nucleus(int[] ids, double[] weights, double limit)
    {
        var mass = 0.0;
        for (var i = 0; i < ids.Length; i++)
        {
            mass += weights[ids[i]];
            if (mass >= limit)
            {
                return (i + 1, mass);
            }
        }

        return (ids.Length, mass);
    }

    private static int Pick(ReadOnlySpan<int> ids, double[] weights, double target)
    {
        foreach (var id in ids)
        {
            target -= weights[id];
            if (target < 0)
            {
                return id;
            }
        }

        return ids[^1];
    }

    // SplitMix64 over the key: 53 random bits in [0, 1).
    private static double Uniform(ulong seed, int sequence, int step)
    {
        var z = Mix(Mix(seed ^ 0x9E3779B97F4A7C15) ^ (uint)sequence);
        return (Mix(z ^ ((ulong)(uint)step << 32)) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
