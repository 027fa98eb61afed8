namespace ChainOfSight.Actors.Membership;

/// <summary>Wakes one waiting loop before its time. Combinators of tasks would leave the waiter's scheduler, this does not.</summary>
/// <param name="time">The clock.</param>
internal sealed class Signal(TimeProvider time)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? waiter;
    private bool set;

    /// <summary>Ends the wait, or the next one if nobody waits.</summary>
    public void Set()
    {
        TaskCompletionSource? woken;
        lock (gate)
        {
            set = waiter is null;
            (woken, waiter) = (waiter, null);
        }

        woken?.TrySetResult();
    }

    /// <summary>Waits for <see cref="Set"/>, at most this long. One waiter at a time.</summary>
    public async Task WaitAsync(TimeSpan longest)
    {
        TaskCompletionSource mine;
        lock (gate)
        {
            if (set)
            {
                set = false;
                return;
            }

            mine = waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        using var timer = time.CreateTimer(_ => mine.TrySetResult(), null, longest, Timeout.InfiniteTimeSpan);
        await mine.Task;
        lock (gate)
        {
            waiter = waiter == mine ? null : waiter;
        }
    }
}
