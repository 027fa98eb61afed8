namespace ChainOfSight.Grains.Contracts.Preprocessing;

/// <summary>The feed of one lane at a glance.</summary>
[GenerateSerializer]
[Alias("cos.pipeline-view")]
public sealed record PipelineView
{
    /// <summary>The lane's device, as silo/device.</summary>
    [Id(0)]
    public required string Device { get; init; }

    /// <summary>Slots that are ready and wait for the lane.</summary>
    [Id(1)]
    public int Ready { get; init; }

    /// <summary>Slots that are read, decoded or collated.</summary>
    [Id(2)]
    public int InWork { get; init; }

    /// <summary>Slots that may be ahead of the lane at most.</summary>
    [Id(3)]
    public int Limit { get; init; }

    /// <summary>Seconds in which the lane waited for slots, so far.</summary>
    [Id(4)]
    public double LaneWaitSeconds { get; init; }

    /// <summary>What the pipeline waits for, in words.</summary>
    [Id(5)]
    public string WaitsFor { get; init; } = "";
}
