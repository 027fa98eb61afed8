using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Runs;

/// <summary>
/// The run's record, changed by compare-and-swap: the only commit point of a run. Generation, members, stage and base checkpoint change
/// here or not at all.
/// </summary>
[GenerateSerializer]
[Alias("cos.run-entry")]
public sealed record RunEntry
{
    /// <summary>Name of the run.</summary>
    [Id(0)]
    public string Run { get; init; } = "";

    /// <summary>The recipe with which it began, as JSON text; empty = no such run.</summary>
    [Id(1)]
    public string Recipe { get; init; } = "";

    /// <summary>Hash of the resolved recipe.</summary>
    [Id(2)]
    public string RecipeHash { get; init; } = "";

    /// <summary>Training, or where it came to rest.</summary>
    [Id(3)]
    public RunPhase Phase { get; init; }

    /// <summary>Why it rests.</summary>
    [Id(4)]
    public string? Reason { get; init; }

    /// <summary>Rises with each change of members.</summary>
    [Id(5)]
    public long Generation { get; init; }

    /// <summary>Rises with each return to a checkpoint and each stage: state of another era does not count.</summary>
    [Id(6)]
    public long Era { get; init; }

    /// <summary>The members.</summary>
    [Id(7)]
    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>Index of the stage.</summary>
    [Id(8)]
    public int StageIndex { get; init; }

    /// <summary>The checkpoint with which the era began; null = the beginning of the run.</summary>
    [Id(9)]
    public CheckpointRef? Base { get; init; }

    /// <summary>Stages that ended before their last step.</summary>
    [Id(10)]
    public IReadOnlyList<StageEnd> Ends { get; init; } = [];

    /// <summary>Replicas below which it waits.</summary>
    [Id(11)]
    public int MinReplicas { get; init; } = 1;

    /// <summary>Replicas that it takes at most; 0 = one per slot.</summary>
    [Id(12)]
    public int MaxReplicas { get; init; }

    /// <summary>A rise of the loss at any hand-over is accepted, as the submission says.</summary>
    [Id(13)]
    public bool AcceptHandOver { get; init; }

    /// <summary>A rise of the loss at the hand-over that is held is accepted, as an operator says; the next one is judged again.</summary>
    [Id(17)]
    public bool AcceptNext { get; init; }

    /// <summary>The last return to a checkpoint that an operator ordered; null = none.</summary>
    [Id(18)]
    public RevertMark? Reverted { get; init; }

    /// <summary>The run starts from another one's weights, which must be transformed for its first stage.</summary>
    [Id(16)]
    public bool StartsWithTransform { get; init; }

    /// <summary>Slots of all steps that counted when this was written.</summary>
    [Id(19)]
    public long AppliedSlots { get; init; }

    /// <summary>Slots that were computed again until then.</summary>
    [Id(20)]
    public long RepeatedSlots { get; init; }

    /// <summary>For how long faults that may pass are tried again without progress; then the run pauses.</summary>
    [Id(22)]
    public TimeSpan FaultPatience { get; init; } = RunSubmission.DefaultFaultPatience;

    /// <summary>What operators ordered and is not done yet.</summary>
    [Id(21)]
    public StandingOrders Orders { get; init; } = new();

    /// <summary>Random per activation: with it a writer knows its own write again whose reply was lost.</summary>
    [Id(14)]
    public string Writer { get; init; } = "";

    /// <summary>Rises with each write.</summary>
    [Id(15)]
    public long Sequence { get; init; }
}
