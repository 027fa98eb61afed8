namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>A replica at a glance.</summary>
[GenerateSerializer]
[Alias("cos.replica-view")]
public sealed record ReplicaView
{
    /// <summary>The replica: silo and device.</summary>
    [Id(0)]
    public required string Replica { get; init; }

    /// <summary>Its incarnation; empty without a lane.</summary>
    [Id(1)]
    public string Incarnation { get; init; } = "";

    /// <summary>The run that it serves; null when it is free.</summary>
    [Id(2)]
    public string? Run { get; init; }

    /// <summary>What it does.</summary>
    [Id(3)]
    public ReplicaPhase Phase { get; init; }

    /// <summary>What its lane does, in words.</summary>
    [Id(4)]
    public string Activity { get; init; } = "";

    /// <summary>What it waits for, in words; null where it waits for nothing.</summary>
    [Id(5)]
    public string? WaitsFor { get; init; }

    /// <summary>For how long it has done so.</summary>
    [Id(6)]
    public TimeSpan For { get; init; }

    /// <summary>The generation that it obeys.</summary>
    [Id(7)]
    public long Generation { get; init; }

    /// <summary>The step it does or will do next.</summary>
    [Id(8)]
    public long NextStep { get; init; }
}
