using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>A piece of work for one replica.</summary>
[GenerateSerializer]
[Alias("cos.work")]
[Immutable]
public sealed record WorkOrder
{
    /// <summary>The run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>The generation.</summary>
    [Id(1)]
    public long Generation { get; init; }

    /// <summary>Names the work: the same id is begun once per incarnation.</summary>
    [Id(2)]
    public required string Id { get; init; }

    /// <summary>What.</summary>
    [Id(3)]
    public WorkKind Kind { get; init; }

    /// <summary>The line of history that an opened state belongs to.</summary>
    [Id(4)]
    public long Era { get; init; }

    /// <summary>Index of the stage.</summary>
    [Id(5)]
    public int StageIndex { get; init; }

    /// <summary>Steps that are in the state.</summary>
    [Id(6)]
    public long Step { get; init; }

    /// <summary>Open, Prepare, Transform: the checkpoint to read; null = from nothing. Save: the one to write.</summary>
    [Id(7)]
    public CheckpointRef? Checkpoint { get; init; }

    /// <summary>Join: the member's offer.</summary>
    [Id(8)]
    public OfferTicket? Ticket { get; init; }

    /// <summary>Transform: a rise of the loss over the limit is accepted.</summary>
    [Id(9)]
    public bool Accept { get; init; }

    /// <summary>Measure: held-out samples of the whole measure.</summary>
    [Id(10)]
    public int Samples { get; init; }

    /// <summary>Measure: how many slots this replica measures. Join: how many it is likely to compute in the next step.</summary>
    [Id(11)]
    public int Slots { get; init; }

    /// <summary>Measure, Join: the first of them.</summary>
    [Id(12)]
    public int FirstSlot { get; init; }
}
