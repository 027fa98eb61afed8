namespace ChainOfSight.Grains.Checkpoints;

/// <summary>What the checkpoint grain persists: which ones were re-read and hashed. The rest is in the store.</summary>
[GenerateSerializer]
[Alias("cos.checkpoint-index")]
public sealed record CheckpointIndex
{
    /// <summary>Folders of verified checkpoints.</summary>
    [Id(0)]
    public IReadOnlyList<string> Verified { get; init; } = [];
}
