namespace ChainOfSight.Actors.Invocation;

/// <summary>
/// The sequences of an activation that callers are enumerating. A sequence that nobody asked for longer than the idle limit is ended, so
/// that a caller that died leaves nothing behind. Used inside of turns only.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="patience">How long a call waits for the next item before it answers with none.</param>
/// <param name="idleLimit">How long an unasked sequence is kept.</param>
internal sealed class OpenSequences(TimeProvider time, TimeSpan patience, TimeSpan idleLimit)
{
    private readonly Dictionary<Guid, Open> _open = [];

    public int Count => _open.Count;

    public async ValueTask<SequenceBatch<T>> Serve<T>(SequenceRequest<T> request, object grain)
    {
        await EndIdle();
        if (request.Phase == SequencePhase.End)
        {
            await End(request.Sequence);
            return new([], true);
        }

        if (request.Phase == SequencePhase.Start)
        {
            var cancellation = new CancellationTokenSource();
            _open[request.Sequence] = new Open<T>(request.Enumerate(grain, cancellation.Token).GetAsyncEnumerator(cancellation.Token), cancellation);
        }

        if (!_open.TryGetValue(request.Sequence, out var found) || found is not Open<T> open)
        {
            throw new EnumerationAbortedException("The grain does not know the enumeration any more: it was activated anew, or not asked for too long.");
        }

        open.LastAsked = time.GetTimestamp();
        try
        {
            var batch = await open.Take(request.BatchSize, patience, time);
            if (batch.Ended)
            {
                await End(request.Sequence);
            }

            return batch;
        }
        catch
        {
            await End(request.Sequence);
            throw;
        }
        finally
        {
            open.LastAsked = time.GetTimestamp();
        }
    }

    /// <summary>Ends all: the activation ends.</summary>
    public async Task EndAll()
    {
        foreach (var sequence in _open.Keys.ToArray())
        {
            await End(sequence);
        }
    }

    private async ValueTask EndIdle()
    {
        if (_open.Count == 0)
        {
            return;
        }

        foreach (var (sequence, open) in _open.ToArray())
        {
            if (time.GetElapsedTime(open.LastAsked) > idleLimit)
            {
                await End(sequence);
            }
        }
    }

    private async ValueTask End(Guid sequence)
    {
        if (_open.Remove(sequence, out var open))
        {
            await open.EndAsync();
        }
    }

    private abstract class Open
    {
        public long LastAsked { get; set; } = long.MaxValue;

        public abstract ValueTask EndAsync();
    }

    private sealed class Open<T>(IAsyncEnumerator<T> items, CancellationTokenSource cancellation) : Open
    {
        private Task<bool>? _moving;

        public async Task<SequenceBatch<T>> Take(int batchSize, TimeSpan patience, TimeProvider time)
        {
            var taken = new List<T>();
            while (taken.Count < batchSize)
            {
                _moving ??= items.MoveNextAsync().AsTask();
                if (!_moving.IsCompleted)
                {
                    if (taken.Count > 0)
                    {
                        break;
                    }

                    try
                    {
                        await _moving.WaitAsync(patience, time);
                    }
                    catch (TimeoutException) when (!_moving.IsCompleted)
                    {
                        return new([], false);
                    }
                }

                var more = await _moving;
                _moving = null;
                if (!more)
                {
                    return new([.. taken], true);
                }

                taken.Add(items.Current);
            }

            return new([.. taken], false);
        }

        public override async ValueTask EndAsync()
        {
            // Not CancelAsync: it would leave the turn for the thread pool.
            cancellation.Cancel();
            try
            {
                if (_moving is not null)
                {
                    await _moving;
                }

                await items.DisposeAsync();
            }
            catch (OperationCanceledException)
            {
                // It was asked to stop.
            }
            finally
            {
                cancellation.Dispose();
            }
        }
    }
}
