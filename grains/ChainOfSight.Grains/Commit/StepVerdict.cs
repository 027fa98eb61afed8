using ChainOfSight.Grains.Contracts.Replicas;

namespace ChainOfSight.Grains.Commit;

/// <summary>What the commit rule says of a step.</summary>
public sealed record StepVerdict
{
    /// <summary>What.</summary>
    public StepVerdictKind Kind { get; init; }

    /// <summary>Wait: who is missing. Unequal: who is in the minority; empty = there is no majority.</summary>
    public IReadOnlyList<string> Replicas { get; init; } = [];

    /// <summary>Apply: the sum that all hold.</summary>
    public ReducedNote? Sum { get; init; }

    /// <summary>Unequal: who has what, in words.</summary>
    public string? Text { get; init; }
}
