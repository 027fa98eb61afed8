namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>What starts a run or goes on with it.</summary>
[GenerateSerializer]
[Alias("cos.run-submission")]
public sealed record RunSubmission
{
    /// <summary>10 minutes.</summary>
    public static readonly TimeSpan DefaultFaultPatience = TimeSpan.FromMinutes(10);

    /// <summary>The recipe, as JSON text.</summary>
    [Id(0)]
    public required string Recipe { get; init; }

    /// <summary>Replicas below which the run waits. Default 1.</summary>
    [Id(1)]
    public int MinReplicas { get; init; } = 1;

    /// <summary>Replicas that it takes at most; 0 = as many as the stage has slots. Default 0.</summary>
    [Id(2)]
    public int MaxReplicas { get; init; }

    /// <summary>True: everything of an earlier run of this name is deleted first. Default false.</summary>
    [Id(3)]
    public bool Restart { get; init; }

    /// <summary>True: a hand-over that fails its loss limit is accepted. Default false.</summary>
    [Id(4)]
    public bool AcceptHandOver { get; init; }

    /// <summary>
    /// For how long faults of devices that may pass, such as a share of the store that cannot be read, are tried again, five times each at least, without the run getting further; then it pauses with the
    /// last one's message. Default <see cref="DefaultFaultPatience"/>.
    /// </summary>
    [Id(5)]
    public TimeSpan FaultPatience { get; init; } = DefaultFaultPatience;
}
