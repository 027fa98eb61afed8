namespace ChainOfSight.Training.Elastic;

/// <summary>Lets orders in one by one, in the order in which they came. Safe for many threads.</summary>
internal sealed class OrderLine
{
    private readonly Lock gate = new();
    private Task last = Task.CompletedTask;
    private int waiting;

    /// <summary>Orders that wait.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Waits for the turn; dispose what comes back to end it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var turn = new Turn();
        Task before;
        lock (gate)
        {
            (before, last) = (last, turn.Ended);
        }

        Interlocked.Increment(ref waiting);
        try
        {
            await before.WaitAsync(cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch (OperationCanceledException)
        {
            // Those behind still wait for the one before.
            _ = before.ContinueWith(_ => turn.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private sealed class Turn : IDisposable
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => ended.Task;

        public void Dispose() => ended.TrySetResult();
    }
}
