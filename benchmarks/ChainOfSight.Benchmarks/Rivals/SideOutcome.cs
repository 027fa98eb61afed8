namespace ChainOfSight.Benchmarks.Rivals;

/// <summary>A side of a comparison.</summary>
/// <param name="Name">ours, or the peer's name.</param>
/// <param name="Seconds">Of one run of the work, over the rounds.</param>
/// <param name="Ratio">Our time by its time, over the rounds; 1 for ourselves.</param>
/// <param name="PeakBytes">Largest resident set of its process.</param>
internal sealed record SideOutcome(string Name, Spread Seconds, Spread Ratio, long PeakBytes);
