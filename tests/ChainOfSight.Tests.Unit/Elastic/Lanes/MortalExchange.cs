using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>An exchange whose lane falls silent at a chosen operation: nothing is sent or taken from there on.</summary>
internal sealed class MortalExchange(IGradientExchange inner) : IGradientExchange
{
    private int left = int.MaxValue;

    public TaskCompletionSource Died { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Endpoint => inner.Endpoint;

    /// <summary>Falls silent once this many operations were done.</summary>
    public void DieAfter(int operations) => Volatile.Write(ref left, operations);

    public async Task SendAsync(string endpoint, ExchangeKey key, ExchangeMessage message, CancellationToken cancellationToken)
    {
        await LiveAsync(cancellationToken);
        await inner.SendAsync(endpoint, key, message, cancellationToken);
    }

    public async Task<ExchangeMessage> ReceiveAsync(ExchangeKey key, CancellationToken cancellationToken)
    {
        await LiveAsync(cancellationToken);
        return await inner.ReceiveAsync(key, cancellationToken);
    }

    public void Fence(string run, long generation) => inner.Fence(run, generation);

    public void Forget(string run, int stageIndex, long nextStep) => inner.Forget(run, stageIndex, nextStep);

    public void Offer(string? key, ExchangeMessage? message) => inner.Offer(key, message);

    public Task<ExchangeMessage> FetchAsync(string endpoint, string key, CancellationToken cancellationToken) => inner.FetchAsync(endpoint, key, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task LiveAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref left) < 0)
        {
            Died.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
