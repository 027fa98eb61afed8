namespace ChainOfSight.Training.Elastic;

/// <summary>Exchange between the lanes of one process.</summary>
public sealed class MemoryExchange : IGradientExchange
{
    private readonly ExchangeHub hub;
    private readonly ExchangeInbox inbox;

    /// <summary>Joins a hub.</summary>
    /// <param name="hub">The process's lanes.</param>
    /// <param name="name">Name of this one, unique in the hub.</param>
    public MemoryExchange(ExchangeHub hub, string name)
    {
        ArgumentNullException.ThrowIfNull(hub);
        this.hub = hub;
        Endpoint = $"memory:{name}";
        inbox = new ExchangeInbox(Endpoint);
        hub.Add(Endpoint, inbox);
    }

    /// <inheritdoc/>
    public string Endpoint { get; }

    /// <inheritdoc/>
    public Task SendAsync(string endpoint, ExchangeKey key, ExchangeMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Find(endpoint).Deliver(key, message))
        {
            message.Release();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ExchangeMessage> ReceiveAsync(ExchangeKey key, CancellationToken cancellationToken) => inbox.ReceiveAsync(key, cancellationToken);

    /// <inheritdoc/>
    public void Fence(string run, long generation) => inbox.Fence(run, generation);

    /// <inheritdoc/>
    public void Forget(string run, int stageIndex, long nextStep) => inbox.Forget(run, stageIndex, nextStep);

    /// <inheritdoc/>
    public void Offer(string? key, ExchangeMessage? message) => inbox.Offer(key, message);

    /// <inheritdoc/>
    public Task<ExchangeMessage> FetchAsync(string endpoint, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(endpoint).FindOffer(key) ?? throw new PeerExchangeException(endpoint, "it does not offer this state any more. Ask the run for a new ticket."));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        hub.Remove(Endpoint);
        return ValueTask.CompletedTask;
    }

    private ExchangeInbox Find(string endpoint) =>
        hub.Find(endpoint) ?? throw new PeerExchangeException(endpoint, "no lane of this process has that name: it has ended. The run goes on without it.");
}
