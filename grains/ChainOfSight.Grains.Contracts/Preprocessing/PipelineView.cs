namespace ChainOfSight.Grains.Contracts.Preprocessing;

/// <summary>The feed of one lane at a glance.</summary>
[GenerateSerializer]
[Alias("cos.pipeline-view")]
public sealed record PipelineView
{
    /// <summary>The lane's device, as silo/device.</summary>
    [Id(0)]
    public required string Device { get; init; }

    /// <summary>The run that it feeds.</summary>
    [Id(1)]
    public required string Run { get; init; }

    /// <summary>Slots that the lane got and computed, so far.</summary>
    [Id(2)]
    public long Slots { get; init; }

    /// <summary>Seconds in which the lane waited for samples, so far.</summary>
    [Id(3)]
    public double LaneWaitSeconds { get; init; }

    /// <summary>Whether the lane waits for samples now.</summary>
    [Id(4)]
    public bool IsAwaited { get; init; }
}
