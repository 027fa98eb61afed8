using ChainOfSight.Grains.Contracts.Replicas;

namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>A member of a run as the run sees it.</summary>
[GenerateSerializer]
[Alias("cos.member-view")]
public sealed record MemberView
{
    /// <summary>The replica: silo and device.</summary>
    [Id(0)]
    public required string Replica { get; init; }

    /// <summary>Its incarnation.</summary>
    [Id(1)]
    public required string Incarnation { get; init; }

    /// <summary>What it said it does.</summary>
    [Id(2)]
    public ReplicaPhase Phase { get; init; }

    /// <summary>The step it will do next, or does.</summary>
    [Id(3)]
    public long NextStep { get; init; }

    /// <summary>Time since it was heard.</summary>
    [Id(4)]
    public TimeSpan SilentFor { get; init; }

    /// <summary>True: in the generation. False: on its way into it.</summary>
    [Id(5)]
    public bool IsMember { get; init; } = true;
}
