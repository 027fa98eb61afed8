namespace ChainOfSight.Training.Elastic;

/// <summary>What has come and what is waited for. Early messages are bounded, stale ones dropped. Safe for many threads.</summary>
/// <param name="owner">Whose it is, for messages.</param>
/// <param name="maxEarly">Messages that may lie here before anyone asks for them.</param>
internal sealed class ExchangeInbox(string owner, int maxEarly = 1024)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ExchangeKey, ExchangeMessage> early = [];
    private readonly Dictionary<ExchangeKey, TaskCompletionSource<ExchangeMessage>> waiting = [];
    private readonly Dictionary<string, (long Generation, int StageIndex, long Step)> floors = new(StringComparer.Ordinal);
    private (string Key, ExchangeMessage Message)? offer;

    /// <summary>Messages that lie here.</summary>
    public int Early
    {
        get
        {
            lock (gate)
            {
                return early.Count;
            }
        }
    }

    /// <summary>Whether a message would be dropped.</summary>
    public bool IsStale(ExchangeKey key)
    {
        lock (gate)
        {
            return Stale(key);
        }
    }

    /// <summary>Takes a message.</summary>
    /// <returns>False where it was stale and dropped.</returns>
    /// <exception cref="PeerExchangeException">Too many messages lie here.</exception>
    public bool Deliver(ExchangeKey key, ExchangeMessage message)
    {
        lock (gate)
        {
            if (Stale(key))
            {
                return false;
            }

            if (waiting.Remove(key, out var waiter))
            {
                waiter.SetResult(message);
                return true;
            }

            if (early.Count >= maxEarly && !early.ContainsKey(key))
            {
                throw new PeerExchangeException(owner, $"{early.Count} messages that nobody asks for lie there already, the last one was for {key}. The sender is ahead of the run or not part of it.");
            }

            early[key] = message;
            return true;
        }
    }

    public async Task<ExchangeMessage> ReceiveAsync(ExchangeKey key, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<ExchangeMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (early.Remove(key, out var message))
            {
                return message;
            }

            waiting[key] = waiter;
        }

        try
        {
            return await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                if (waiting.TryGetValue(key, out var mine) && mine == waiter)
                {
                    waiting.Remove(key);
                }
            }
        }
    }

    public void Fence(string run, long generation) => Raise(run, floor => floor with { Generation = Math.Max(floor.Generation, generation) });

    public void Forget(string run, int stageIndex, long nextStep) => Raise(run, floor => floor with { StageIndex = stageIndex, Step = nextStep });

    public void Offer(string? key, ExchangeMessage? message)
    {
        lock (gate)
        {
            offer = key is null || message is null ? null : (key, message);
        }
    }

    public ExchangeMessage? FindOffer(string key)
    {
        lock (gate)
        {
            return offer is { } offered && offered.Key == key ? offered.Message : null;
        }
    }

    private void Raise(string run, Func<(long Generation, int StageIndex, long Step), (long Generation, int StageIndex, long Step)> change)
    {
        lock (gate)
        {
            floors[run] = change(floors.GetValueOrDefault(run, (long.MinValue, int.MinValue, 0)));
            foreach (var stale in early.Keys.Where(Stale).ToList())
            {
                early.Remove(stale, out var dropped);
                dropped?.Release();
            }
        }
    }

    private bool Stale(ExchangeKey key) => floors.TryGetValue(key.Run, out var floor)
        && (key.Generation < floor.Generation || key.StageIndex == floor.StageIndex && key.Step < floor.Step);
}
