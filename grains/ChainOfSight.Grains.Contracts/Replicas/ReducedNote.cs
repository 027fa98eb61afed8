namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>A step whose sum a replica holds: figures only.</summary>
[GenerateSerializer]
[Alias("cos.reduced")]
[Immutable]
public sealed record ReducedNote
{
    /// <summary>The step, from 0.</summary>
    [Id(0)]
    public long Step { get; init; }

    /// <summary>Generation in which it was reduced.</summary>
    [Id(1)]
    public long Generation { get; init; }

    /// <summary>Checksum of the bits of the summed gradient.</summary>
    [Id(2)]
    public long Checksum { get; init; }

    /// <summary>Sum of the losses of all slots.</summary>
    [Id(3)]
    public double LossSum { get; init; }

    /// <summary>Loss tokens of all slots; 0 = nothing to learn, the step is skipped.</summary>
    [Id(4)]
    public long LossTokens { get; init; }

    /// <summary>Samples of all slots.</summary>
    [Id(5)]
    public int Samples { get; init; }

    /// <summary>Tokens through the model, of all slots.</summary>
    [Id(6)]
    public long Tokens { get; init; }

    /// <summary>What is not finite and in which slot, the same on all members; null where all is well.</summary>
    [Id(7)]
    public string? Fault { get; init; }

    /// <summary>Slots that this replica computed itself.</summary>
    [Id(8)]
    public int ComputedSlots { get; init; }

    /// <summary>Bad samples that this replica met in its own slots.</summary>
    [Id(9)]
    public IReadOnlyList<Shards.QuarantinedSample> Quarantined { get; init; } = [];

    /// <summary>Seconds in which its lane waited for samples.</summary>
    [Id(10)]
    public double DataWaitSeconds { get; init; }

    /// <summary>Seconds in which its lane computed.</summary>
    [Id(11)]
    public double ComputeSeconds { get; init; }

    /// <summary>Seconds in which its lane waited for peers.</summary>
    [Id(12)]
    public double ExchangeWaitSeconds { get; init; }

    /// <summary>The same for a person: stage, step, slot, samples, what to do; null where all is well.</summary>
    [Id(13)]
    public string? FaultDetail { get; init; }

    /// <summary>Hash of the identities of all samples, in the order of their slots.</summary>
    [Id(14)]
    public long SampleDigest { get; init; }
}
