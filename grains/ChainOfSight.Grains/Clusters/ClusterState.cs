using ChainOfSight.Grains.Contracts.Clusters;

namespace ChainOfSight.Grains.Clusters;

/// <summary>What the cluster grain persists: orders of operators, and the runs that there are.</summary>
[GenerateSerializer]
[Alias("cos.cluster-state")]
public sealed record ClusterState
{
    /// <summary>Silos that take no new replicas, as name@start.</summary>
    [Id(0)]
    public IReadOnlyList<string> Cordoned { get; init; } = [];

    /// <summary>Silos that give their replicas up, as name@start.</summary>
    [Id(1)]
    public IReadOnlyList<string> Draining { get; init; } = [];

    /// <summary>Runs.</summary>
    [Id(2)]
    public IReadOnlyList<KnownRun> Runs { get; init; } = [];

    /// <summary>Remembers a run.</summary>
    public ClusterState With(KnownRun run) => this with { Runs = [.. Runs.Where(known => known.Run != run.Run), run] };

    /// <summary>With a silo in or out of a list, and without silos that are no more.</summary>
    public static IReadOnlyList<string> Mark(IReadOnlyList<string> list, string silo, bool on, IReadOnlySet<string> living) =>
        [.. list.Where(known => known != silo && living.Contains(known)), .. on ? [silo] : Array.Empty<string>()];
}
