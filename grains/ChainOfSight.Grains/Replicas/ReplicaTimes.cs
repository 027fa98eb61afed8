namespace ChainOfSight.Grains.Replicas;

/// <summary>How often a replica reports, and when its lane is given up.</summary>
public sealed record ReplicaTimes
{
    /// <summary>Between two reports where nothing changes. Default 250 ms.</summary>
    public TimeSpan Repeat { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>After this time in one piece of native work a lane is given up. Default 10 min; a recipe with huge slots needs more.</summary>
    public TimeSpan Stuck { get; init; } = TimeSpan.FromMinutes(10);
}
