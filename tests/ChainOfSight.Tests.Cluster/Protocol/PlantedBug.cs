namespace ChainOfSight.Tests.Cluster.Protocol;

/// <summary>A bug that is planted to see that the simulation finds it.</summary>
public enum PlantedBug
{
    None,

    /// <summary>A lane obeys orders of older generations.</summary>
    SkipFence,

    /// <summary>All sums have the same checksum.</summary>
    DropChecksum,

    /// <summary>A lane applies what it holds when it is polled.</summary>
    ApplyOnPoll,
}
