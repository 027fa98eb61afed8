namespace ChainOfSight.Torch.Distributed;

/// <summary>Something that needs other ranks did not happen in time.</summary>
public sealed class DistributedTimeoutException : DistributedException
{
    /// <summary>Creates the error.</summary>
    /// <param name="operation">What was waited for, such as <c>all-reduce</c>.</param>
    /// <param name="rank">Rank that waited; null for a store.</param>
    /// <param name="waited">How long it waited.</param>
    /// <param name="limit">How long it was to wait.</param>
    /// <param name="text">What the native side said, and what to do.</param>
    public DistributedTimeoutException(string operation, int? rank, TimeSpan waited, TimeSpan limit, string text)
        : base(operation, rank, $"not done after {waited.TotalSeconds:0.###} s, the limit is {limit.TotalSeconds:0.###} s. {text}")
    {
        Waited = waited;
        Limit = limit;
    }

    /// <summary>How long it waited.</summary>
    public TimeSpan Waited { get; }

    /// <summary>How long it was to wait.</summary>
    public TimeSpan Limit { get; }
}
