namespace ChainOfSight.Actors.Transport.Http;

/// <summary>One peer's queue with the connection that empties it.</summary>
internal sealed class PeerLink : IDisposable
{
    private readonly CancellationTokenSource cut = new();

    /// <summary>Creates the link; nothing is carried yet.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="capacity">Most frames that may wait.</param>
    public PeerLink(SiloAddress peer, int capacity) => (Peer, Queue) = (peer, new FrameQueue(capacity));

    /// <summary>The peer.</summary>
    public SiloAddress Peer { get; }

    /// <summary>What waits for it.</summary>
    public FrameQueue Queue { get; }

    /// <summary>Ends with the connection.</summary>
    public Task Done { get; set; } = Task.CompletedTask;

    /// <summary>Cancelled when the connection is to be cut at once.</summary>
    public CancellationToken Cut => cut.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        Queue.Close();
        cut.Cancel();
    }
}
