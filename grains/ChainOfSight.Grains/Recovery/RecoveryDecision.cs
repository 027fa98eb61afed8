using ChainOfSight.Grains.Contracts.Replicas;

namespace ChainOfSight.Grains.Recovery;

/// <summary>How a new generation goes on.</summary>
public sealed record RecoveryDecision
{
    /// <summary>What.</summary>
    public RecoveryKind Kind { get; init; }

    /// <summary>ApplyHeld, Reduce: the step.</summary>
    public long Step { get; init; }

    /// <summary>ApplyHeld: the sum.</summary>
    public ReducedNote? Sum { get; init; }

    /// <summary>Reduce: what members hold of the step.</summary>
    public IReadOnlyList<MemberNodes> Holdings { get; init; } = [];

    /// <summary>Drop: who goes.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Why, in words; null where nothing is to be said.</summary>
    public string? Reason { get; init; }
}
