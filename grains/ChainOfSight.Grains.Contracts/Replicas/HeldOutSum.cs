namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>The loss of one held-out slot.</summary>
[GenerateSerializer]
[Alias("cos.held-out-sum")]
[Immutable]
public sealed record HeldOutSum
{
    /// <summary>The slot.</summary>
    [Id(0)]
    public int Slot { get; init; }

    /// <summary>Its summed loss.</summary>
    [Id(1)]
    public double Sum { get; init; }

    /// <summary>Its loss tokens; 0: the slot is empty.</summary>
    [Id(2)]
    public long Tokens { get; init; }
}
