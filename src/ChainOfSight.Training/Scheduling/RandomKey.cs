namespace ChainOfSight.Training.Scheduling;

/// <summary>
/// Seeds as a pure function of (seed, stage, step, slot), so that whoever computes a slot draws the same numbers.
/// Mixing is SplitMix64's finaliser over each word in turn.
/// </summary>
public static class RandomKey
{
    /// <summary>Seed of one slot of one step.</summary>
    public static long Of(long seed, int stage, long step, int slot) => Mix(Mix(Mix(Mix(0, seed), stage), step), slot);

    /// <summary>Seed of something that a stage does once, such as drawing initial weights.</summary>
    public static long Of(long seed, string purpose)
    {
        var state = Mix(1, seed);
        foreach (var letter in purpose)
        {
            state = Mix(state, letter);
        }

        return state;
    }

    private static long Mix(long state, long word)
    {
        var z = unchecked((ulong)state + 0x9E3779B97F4A7C15UL + ((ulong)word * 0xD1342543DE82EF95UL));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        // 63 bits: libtorch's seeds are signed.
        return (long)((z ^ (z >> 31)) & long.MaxValue);
    }
}
