namespace ChainOfSight.Grains.Contracts.Clusters;

/// <summary>The cluster at a glance.</summary>
[GenerateSerializer]
[Alias("cos.cluster-view")]
public sealed record ClusterView
{
    /// <summary>Its silos.</summary>
    [Id(0)]
    public IReadOnlyList<SiloView> Silos { get; init; } = [];
}
