namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>What one member holds of the open step.</summary>
[GenerateSerializer]
[Alias("cos.member-nodes")]
[Immutable]
public sealed record MemberNodes
{
    /// <summary>The replica.</summary>
    [Id(0)]
    public required string Replica { get; init; }

    /// <summary>Its nodes.</summary>
    [Id(1)]
    public IReadOnlyList<SlotNode> Nodes { get; init; } = [];
}
