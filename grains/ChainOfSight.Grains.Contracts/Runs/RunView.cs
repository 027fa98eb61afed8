namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>A run at a glance.</summary>
[GenerateSerializer]
[Alias("cos.run-view")]
public sealed record RunView
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)]
    public RunPhase Phase { get; init; }

    /// <summary>Why it stands there, in words; null where nothing is to be said.</summary>
    [Id(2)]
    public string? Reason { get; init; }

    /// <summary>Its generation: rises with every change of members.</summary>
    [Id(3)]
    public long Generation { get; init; }

    /// <summary>Name of the stage; null before the first.</summary>
    [Id(4)]
    public string? Stage { get; init; }

    /// <summary>Index of the stage, from 0.</summary>
    [Id(5)]
    public int StageIndex { get; init; }

    /// <summary>Steps of the stage that count.</summary>
    [Id(6)]
    public long Step { get; init; }

    /// <summary>Steps of the stage in all.</summary>
    [Id(7)]
    public long Steps { get; init; }

    /// <summary>Mean loss per loss token of the last applied step; null before one.</summary>
    [Id(8)]
    public double? Loss { get; init; }

    /// <summary>Its members.</summary>
    [Id(9)]
    public IReadOnlyList<MemberView> Members { get; init; } = [];

    /// <summary>What it waits for, in words; null where it waits for nothing.</summary>
    [Id(10)]
    public string? WaitsFor { get; init; }

    /// <summary>Slots that were computed again after a failure, of the whole run: an upper bound, for nobody knows how far the dead had come.</summary>
    [Id(11)]
    public long RepeatedSlots { get; init; }

    /// <summary>Slots of all steps of the run that count.</summary>
    [Id(12)]
    public long AppliedSlots { get; init; }

    /// <summary>Number of the newest line of <see cref="IRun.Watch"/>.</summary>
    [Id(13)]
    public long LastLine { get; init; }
}
