namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Carries parts of a sum, and the state for a joiner, from lane to lane, point to point. Bytes only: it knows no tensor. Every wait ends with
/// its token; fences drop what came for generations that are over.
/// </summary>
public interface IGradientExchange : IAsyncDisposable
{
    /// <summary>Where this lane is reached.</summary>
    string Endpoint { get; }

    /// <summary>Delivers a message; completes once the receiver has it, or dropped it because it is stale there.</summary>
    /// <param name="endpoint">The receiver.</param>
    /// <param name="key">What it is.</param>
    /// <param name="message">Its bytes.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <exception cref="PeerExchangeException">The receiver cannot be reached, or ended in the middle, or has no room.</exception>
    Task SendAsync(string endpoint, ExchangeKey key, ExchangeMessage message, CancellationToken cancellationToken);

    /// <summary>Waits for a message, which may have come before; each is given out once.</summary>
    Task<ExchangeMessage> ReceiveAsync(ExchangeKey key, CancellationToken cancellationToken);

    /// <summary>Drops messages of a run that are of generations below this one, now and later.</summary>
    void Fence(string run, long generation);

    /// <summary>Drops messages of a run for steps before this one of this stage, now and later.</summary>
    void Forget(string run, int stageIndex, long nextStep);

    /// <summary>Keeps a message ready for whoever knows its key, in place of the one before.</summary>
    /// <param name="key">Not guessable; null = offer nothing.</param>
    /// <param name="message">Its bytes; null = offer nothing.</param>
    void Offer(string? key, ExchangeMessage? message);

    /// <summary>Fetches what another lane offers.</summary>
    /// <exception cref="PeerExchangeException">It cannot be reached, ended in the middle, or does not offer that any more.</exception>
    Task<ExchangeMessage> FetchAsync(string endpoint, string key, CancellationToken cancellationToken);
}
