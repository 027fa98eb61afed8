namespace ChainOfSight.Actors.Simulation;

/// <summary>How messages fare.</summary>
public sealed record NetworkFaults
{
    /// <summary>Shortest way. Default 50 µs.</summary>
    public TimeSpan ShortestDelay { get; init; } = TimeSpan.FromMicroseconds(50);

    /// <summary>Longest ordinary way. Default 2 ms.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How often a message takes up to <see cref="LongDelay"/>. Default 0.</summary>
    public double DelayProbability { get; init; }

    /// <summary>The longest way of a delayed message. Default 3 s.</summary>
    public TimeSpan LongDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a message takes up to <see cref="OvertakenDelay"/> while later ones pass it, as on a connection that was replaced. Default 0.</summary>
    public double OvertakenProbability { get; init; }

    /// <summary>The longest way of a message that is overtaken. Default 3 s.</summary>
    public TimeSpan OvertakenDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a message is lost without a sign. Default 0.</summary>
    public double DropProbability { get; init; }

    /// <summary>How often a message arrives twice. Default 0.</summary>
    public double RepeatProbability { get; init; }

    /// <summary>Nothing goes wrong.</summary>
    public static NetworkFaults None { get; } = new();
}
