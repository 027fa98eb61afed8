namespace ChainOfSight.Data.Shards;

/// <summary>How long a resumed loader takes to its first sample, by part.</summary>
/// <param name="Order">The table of the epoch: one evaluation of the permutation per shard.</param>
/// <param name="Locate">From the position to shard and sample.</param>
/// <param name="OpenIndex">Check and read of that shard's index.</param>
public sealed record SeekTimes(TimeSpan Order, TimeSpan Locate, TimeSpan OpenIndex)
{
    /// <summary>All parts.</summary>
    public TimeSpan Total => Order + Locate + OpenIndex;
}
