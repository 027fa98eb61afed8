namespace ChainOfSight.Grains.Contracts.Clusters;

/// <summary>A silo at a glance.</summary>
[GenerateSerializer]
[Alias("cos.silo-view")]
public sealed record SiloView
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Which start of it: a silo of the same name that was started again is another one.</summary>
    [Id(1)]
    public string Start { get; init; } = "";

    /// <summary>Whether it lives, as membership has it.</summary>
    [Id(2)]
    public bool IsAlive { get; init; }

    /// <summary>It takes no new replicas.</summary>
    [Id(3)]
    public bool IsCordoned { get; init; }

    /// <summary>It gives its replicas up.</summary>
    [Id(4)]
    public bool IsDraining { get; init; }

    /// <summary>Its devices.</summary>
    [Id(5)]
    public IReadOnlyList<string> Devices { get; init; } = [];
}
