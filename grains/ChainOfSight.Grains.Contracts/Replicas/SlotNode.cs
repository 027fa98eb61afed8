namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>A node of the canonical tree: the sum of some consecutive slots.</summary>
[GenerateSerializer]
[Alias("cos.slot-node")]
public readonly record struct SlotNode
{
    /// <summary>Names a node.</summary>
    /// <param name="first">First slot.</param>
    /// <param name="end">Slot after the last.</param>
    public SlotNode(int first, int end) => (First, End) = (first, end);

    /// <summary>First slot.</summary>
    [Id(0)]
    public int First { get; init; }

    /// <summary>Slot after the last.</summary>
    [Id(1)]
    public int End { get; init; }
}
