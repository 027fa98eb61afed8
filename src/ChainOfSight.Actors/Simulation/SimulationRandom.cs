namespace ChainOfSight.Actors.Simulation;

/// <summary>Random numbers that are the same for the same seed on every machine and every version of .NET (SplitMix64).</summary>
/// <param name="seed">The seed.</param>
public sealed class SimulationRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next() => StableHash.Mix(state += 0x9E3779B97F4A7C15UL);

    /// <summary>A number from zero up to, not including, a bound.</summary>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True with a probability.</summary>
    /// <param name="probability">0 to 1.</param>
    public bool Chance(double probability) => probability > 0 && (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>A time between two, both possible.</summary>
    /// <param name="least">Shortest.</param>
    /// <param name="most">Longest.</param>
    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        most <= least ? least : least + TimeSpan.FromTicks((long)(Next() % (ulong)((most - least).Ticks + 1)));

    /// <summary>One of several.</summary>
    /// <param name="choices">At least one.</param>
    public T Choose<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A source of its own, so that uses of one do not shift the other.</summary>
    /// <param name="name">Of what for.</param>
    public SimulationRandom Fork(string name) => new(StableHash.Mix(Next() ^ StableHash.ComputeHash(name)));
}
