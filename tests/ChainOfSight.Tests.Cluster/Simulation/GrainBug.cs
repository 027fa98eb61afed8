namespace ChainOfSight.Tests.Cluster.Simulation;

/// <summary>A bug that is planted into the shipped grains to see that their simulation finds it.</summary>
public enum GrainBug
{
    None,

    /// <summary>Replicas and lanes obey orders of older generations.</summary>
    SkipFence,

    /// <summary>All sums have the same checksum.</summary>
    DropChecksum,

    /// <summary>A lane that starts anew gives itself out for the one before it.</summary>
    ReuseIncarnation,

    /// <summary>A lane applies what it holds when it is polled.</summary>
    ApplyOnPoll,

    /// <summary>A lane that was ended goes on, beside the next one on its device.</summary>
    KeepDevice,
}
