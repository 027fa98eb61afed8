namespace ChainOfSight.Training.Elastic;

/// <summary>The other members as the sum of buckets sees them.</summary>
internal interface IBucketPeers
{
    /// <summary>Sends on its own; faults are told by whoever implements this.</summary>
    void Post(int to, ExchangePart part, ExchangeMessage message);

    /// <summary>Waits for a part from another member.</summary>
    Task<ExchangeMessage> ReceiveAsync(ExchangePart part, CancellationToken cancellationToken);

    /// <summary>What to throw where a member sent something unfit.</summary>
    PeerExchangeException Unfit(int from, string why);
}
