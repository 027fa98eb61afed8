namespace ChainOfSight.Actors.Transport;

/// <summary>
/// Carries frames between the silos and clients of a cluster. A frame is opaque here: the silo encodes and decodes, checks the size limit
/// before it sends, and owns calls, time-outs and retries. Delivery is at most once and in order per connection.
/// </summary>
/// <remarks>
/// One instance per silo or client. There is one bounded queue per peer. A transport never blocks the caller and never calls
/// the receiver inside of <see cref="TrySend"/>.
/// </remarks>
public interface ITransport : IAsyncDisposable
{
    /// <summary>Starts to listen as <paramref name="self"/> and to deliver to <paramref name="receiver"/>.</summary>
    Task StartAsync(SiloAddress self, IFrameReceiver receiver, CancellationToken cancellationToken);

    /// <summary>Queues a frame for a peer, connecting to it first where needed.</summary>
    /// <param name="target">The peer; a client is reached over the connection that it opened.</param>
    /// <param name="frame">Owned by the transport from now on.</param>
    SendResult TrySend(SiloAddress target, ReadOnlyMemory<byte> frame);

    /// <summary>How many frames wait for a peer.</summary>
    int QueueLength(SiloAddress target);

    /// <summary>Sends what is queued, as far as the token allows, and closes all connections.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
