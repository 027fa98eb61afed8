namespace ChainOfSight.Tests.Actors.Simulation;

/// <summary>State of a <see cref="TallyGrain"/>.</summary>
public sealed class Tally
{
    /// <summary>The numbers in the order of their first coming.</summary>
    public List<int> Numbers { get; init; } = [];
}
