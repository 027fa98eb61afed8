namespace ChainOfSight.Grains.Contracts.Clusters;

/// <summary>A run that the cluster knows.</summary>
[GenerateSerializer]
[Alias("cos.known-run")]
public sealed record KnownRun
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>Whether keepers wake it.</summary>
    [Id(1)]
    public bool Unfinished { get; init; }
}
