namespace ChainOfSight.Data.Quarantine;

/// <summary>How many bad samples a run bears before it pauses.</summary>
public sealed record QuarantineBudget
{
    /// <summary>Bad samples of all sources; 1,000 by default.</summary>
    public int PerRun { get; init; } = 1000;

    /// <summary>Bad samples of any one source; 100 by default.</summary>
    public int PerSource { get; init; } = 100;
}
