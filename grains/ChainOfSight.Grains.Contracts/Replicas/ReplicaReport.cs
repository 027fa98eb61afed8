namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>Where a replica stands: the whole of it each time, so that a lost report costs nothing but time.</summary>
[GenerateSerializer]
[Alias("cos.report")]
[Immutable]
public sealed record ReplicaReport
{
    /// <summary>The run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>The replica.</summary>
    [Id(1)]
    public required string Replica { get; init; }

    /// <summary>Its incarnation.</summary>
    [Id(2)]
    public required string Incarnation { get; init; }

    /// <summary>Where its peers reach it.</summary>
    [Id(3)]
    public string Endpoint { get; init; } = "";

    /// <summary>Rises with each report of an incarnation; an older one is passed over.</summary>
    [Id(4)]
    public long Sequence { get; init; }

    /// <summary>The generation that it obeys.</summary>
    [Id(5)]
    public long Generation { get; init; }

    /// <summary>The line of history of its state; -1 = it has none.</summary>
    [Id(6)]
    public long Era { get; init; } = -1;

    /// <summary>What it does.</summary>
    [Id(7)]
    public ReplicaPhase Phase { get; init; }

    /// <summary>Steps that are in its state.</summary>
    [Id(8)]
    public long NextStep { get; init; }

    /// <summary>The sum that it holds; null without one.</summary>
    [Id(9)]
    public ReducedNote? Reduced { get; init; }

    /// <summary>The last step that it applied in this generation; null before one.</summary>
    [Id(10)]
    public AppliedNote? Applied { get; init; }

    /// <summary>Work that ended, the newest last; a few of them.</summary>
    [Id(11)]
    public IReadOnlyList<WorkNote> Done { get; init; } = [];

    /// <summary>What makes two devices give the same bits; members of a run have it equal.</summary>
    [Id(12)]
    public string Conditions { get; init; } = "";

    /// <summary>Its silo is to be emptied.</summary>
    [Id(13)]
    public bool Leaving { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    [Id(14)]
    public string? Fault { get; init; }

    /// <summary>True: a person must mend the cause of the fault.</summary>
    [Id(15)]
    public bool NeedsPerson { get; init; }
}
