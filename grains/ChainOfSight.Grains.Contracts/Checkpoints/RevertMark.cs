using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Checkpoints;

/// <summary>An operator's return to a checkpoint, as the run's record has it: what earlier generations wrote after that checkpoint is left behind.</summary>
[GenerateSerializer]
[Alias("cos.revert-mark")]
public sealed record RevertMark
{
    /// <summary>The checkpoint.</summary>
    [Id(0)]
    public required CheckpointRef To { get; init; }

    /// <summary>Generation with which the run went on from it; older ones move the latest pointer no more.</summary>
    [Id(1)]
    public long Generation { get; init; }
}
