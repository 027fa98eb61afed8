namespace ChainOfSight.Actors.Simulation;

/// <summary>How calls to a store fare.</summary>
public sealed record StoreFaults
{
    /// <summary>Nothing goes wrong.</summary>
    public static StoreFaults None { get; } = new();

    /// <summary>Longest ordinary call. Default 20 ms.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often a conditional write is refused as if another had been faster. Default 0.</summary>
    public double ConflictProbability { get; init; }

    /// <summary>How often a call is not answered and not done. Default 0.</summary>
    public double TimeoutProbability { get; init; }

    /// <summary>How often a write is done and not answered. Default 0.</summary>
    public double ReplyLostProbability { get; init; }

    /// <summary>How often a write is done only after the writer has given up. Default 0.</summary>
    public double LateProbability { get; init; }

    /// <summary>How long after. Default 5 s.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When the writer's process dies with a write in flight: how often that is done. Default 0.5.</summary>
    public double OrphanLandsProbability { get; init; } = 0.5;
}
