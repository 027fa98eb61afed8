using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>How a piece of work ended.</summary>
[GenerateSerializer]
[Alias("cos.work-note")]
[Immutable]
public sealed record WorkNote
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>What it was.</summary>
    [Id(1)]
    public WorkKind Kind { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    [Id(2)]
    public string? Fault { get; init; }

    /// <summary>True: a person must mend the cause; trying elsewhere is of no use.</summary>
    [Id(3)]
    public bool NeedsPerson { get; init; }

    /// <summary>Steps in the state that was opened, offered or taken.</summary>
    [Id(4)]
    public long Step { get; init; }

    /// <summary>Hash of that state.</summary>
    [Id(5)]
    public string? Hash { get; init; }

    /// <summary>What Offer has to give.</summary>
    [Id(6)]
    public OfferTicket? Ticket { get; init; }

    /// <summary>The checkpoint that Save or Transform wrote; null where a transformation is held.</summary>
    [Id(7)]
    public CheckpointRef? Checkpoint { get; init; }

    /// <summary>Bytes of that checkpoint.</summary>
    [Id(8)]
    public long Bytes { get; init; }

    /// <summary>What Measure found, slot by slot.</summary>
    [Id(9)]
    public IReadOnlyList<HeldOutSum> HeldOut { get; init; } = [];

    /// <summary>Why a transformation is held; null where it is not.</summary>
    [Id(10)]
    public string? Held { get; init; }

    /// <summary>Events that the work leaves for the watchers, as JSON lines.</summary>
    [Id(11)]
    public IReadOnlyList<string> Lines { get; init; } = [];
}
