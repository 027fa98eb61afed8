namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>What a replica holds when it is polled.</summary>
[GenerateSerializer]
[Alias("cos.poll-answer")]
public sealed record PollAnswer
{
    /// <summary>The replica.</summary>
    [Id(0)]
    public required string Replica { get; init; }

    /// <summary>Its incarnation; empty where it has no lane.</summary>
    [Id(1)]
    public required string Incarnation { get; init; }

    /// <summary>The generation that it obeys from now on.</summary>
    [Id(2)]
    public long Generation { get; init; }

    /// <summary>The line of history that its state belongs to; -1 = it has no state.</summary>
    [Id(3)]
    public long Era { get; init; } = -1;

    /// <summary>Steps that are in its state, one that it has begun to apply included.</summary>
    [Id(4)]
    public long NextStep { get; init; }

    /// <summary>Checksum of the last step that it applied; 0 where none was.</summary>
    [Id(5)]
    public long AppliedChecksum { get; init; }

    /// <summary>The sum that it holds and has not applied; null without one.</summary>
    [Id(6)]
    public ReducedNote? Reduced { get; init; }

    /// <summary>Nodes [first, end) of partial sums that it holds for <see cref="NextStep"/>.</summary>
    [Id(7)]
    public IReadOnlyList<SlotNode> Nodes { get; init; } = [];

    /// <summary>Steps of its state whose lines may be missing in the store, the oldest first.</summary>
    [Id(8)]
    public IReadOnlyList<AppliedNote> Applied { get; init; } = [];
}
