using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>The word that a step counts.</summary>
[GenerateSerializer]
[Alias("cos.apply")]
[Immutable]
public sealed record ApplyOrder
{
    /// <summary>The run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>The generation.</summary>
    [Id(1)]
    public long Generation { get; init; }

    /// <summary>The step, from 0.</summary>
    [Id(2)]
    public long Step { get; init; }

    /// <summary>Checksum of what is applied: a replica that holds another sum applies nothing and fails.</summary>
    [Id(3)]
    public long Checksum { get; init; }

    /// <summary>Why the step is skipped by all; null = it is applied.</summary>
    [Id(4)]
    public string? Skip { get; init; }

    /// <summary>True: hold after it. False: go on with the next step.</summary>
    [Id(5)]
    public bool Hold { get; init; }

    /// <summary>The checkpoint to write after it, beside the training; for the saver only, else null.</summary>
    [Id(6)]
    public CheckpointRef? Save { get; init; }

    /// <summary>Steps of the stage, counted from its beginning, whose lines are in the store: a replica keeps its notes of the others.</summary>
    [Id(7)]
    public long Kept { get; init; }

    /// <summary>Slots of all steps of the run that count, this one included. Members carry it, so that it outlives the run's silo.</summary>
    [Id(8)]
    public long AppliedSlots { get; init; }

    /// <summary>Slots that were computed again, so far.</summary>
    [Id(9)]
    public long RepeatedSlots { get; init; }
}
