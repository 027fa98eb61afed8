namespace ChainOfSight.Torch.Distributed;

/// <summary>
/// A collective operation or a store failed: a peer hung up, an address cannot be reached or bound, or this build lacks the
/// backend. After a failed collective the group is of no use: memory of the operation holds garbage, and peers may wait for it.
/// </summary>
public class DistributedException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="operation">What was tried, such as <c>all-reduce</c>.</param>
    /// <param name="rank">Rank that tried it; null for a store.</param>
    /// <param name="message">What happened and what to do.</param>
    public DistributedException(string operation, int? rank, string message)
        : base($"{operation}{(rank is null ? string.Empty : $" of rank {rank}")}: {message}")
    {
        Operation = operation;
        Rank = rank;
    }

    /// <summary>What was tried.</summary>
    public string Operation { get; }

    /// <summary>Rank that tried it; null for a store.</summary>
    public int? Rank { get; }
}
