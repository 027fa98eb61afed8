namespace ChainOfSight.Grains.Joining;

/// <summary>What is known of a replica on its way into a run.</summary>
public sealed record NewcomerSight
{
    /// <summary>Whether its lane runs.</summary>
    public required bool HasLane { get; init; }

    /// <summary>Era for which it has opened the stage; null = for none.</summary>
    public long? OpenedEra { get; init; }

    /// <summary>Whether its silo is to be emptied.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>Whether it was told to take the state that a member offers, while all hold.</summary>
    public bool IsTaking { get; init; }

    /// <summary>Time since it was heard.</summary>
    public TimeSpan Silence { get; init; }
}
