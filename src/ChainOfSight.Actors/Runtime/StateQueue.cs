namespace ChainOfSight.Actors.Runtime;

/// <summary>Runs storage operations of one activation one after the other, so that a later write carries the ETag of the earlier one.</summary>
internal sealed class StateQueue
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Runs an operation after all before it, whether those failed or not.</summary>
    public Task Run(Func<Task> operation)
    {
        lock (_gate)
        {
            var run = After(_last, operation);
            _last = run;
            return run;
        }
    }

    /// <summary>Completes when all operations so far have ended.</summary>
    public async Task Idle()
    {
        Task last;
        lock (_gate)
        {
            last = _last;
        }

        await Settle(last);
    }

    private static async Task After(Task before, Func<Task> operation)
    {
        await Settle(before);
        await operation();
    }

    private static async Task Settle(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whoever asked for the operation has seen it.
        }
    }
}
