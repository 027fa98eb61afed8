using System.Text;

namespace ChainOfSight.Actors.Scheduling;

/// <summary>
/// Runs the turns of one activation one at a time, in the order in which they were queued, on the silo's executor. What a turn
/// <c>await</c>s continues as another turn here. Three states: <see cref="State.Waiting"/> for work, <see cref="State.Runnable"/> (queued
/// with the executor), <see cref="State.Running"/>.
/// </summary>
/// <param name="executor">Where turns run.</param>
/// <param name="budget">How many turns run before others get the thread.</param>
/// <param name="owner">Named in <see cref="DumpStatus"/>.</param>
internal sealed class TurnScheduler(IWorkExecutor executor, int budget, object owner) : TaskScheduler, IThreadPoolWorkItem
{
    [ThreadStatic]
    private static TurnScheduler? s_running;

    private readonly Lock _gate = new();
    private readonly Queue<Task> _turns = new();
    private State _state = State.Waiting;
    private bool _closed;
    private long _done;

    private enum State
    {
        Waiting,
        Runnable,
        Running,
    }

    /// <summary>The activation whose turn runs on this thread; null outside of turns.</summary>
    public static object? RunningOwner => s_running?.Owner;

    /// <summary>How many turns wait.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
            {
                return _turns.Count;
            }
        }
    }

    private object Owner => owner;

    /// <summary>Queues a turn into which nothing of the caller's execution context flows.</summary>
    public Task Start(Func<object?, Task> turn, object? state) => Begin(() => Task.Factory.StartNew(
        turn, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap());

    /// <summary>Queues a turn into which nothing of the caller's execution context flows.</summary>
    public void Post(Action<object?> turn, object? state) => Begin(() => Task.Factory.StartNew(
        turn, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this));

    /// <summary>Drops all turns, now and from now on: the silo was killed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _turns.Clear();
        }
    }

    /// <summary>State and lengths in one line.</summary>
    public string DumpStatus()
    {
        lock (_gate)
        {
            return new StringBuilder().Append(owner).Append(": ").Append(_state).Append(", ").Append(_turns.Count).Append(" turns wait, ")
                .Append(_done).Append(" done").Append(_closed ? ", closed" : "").ToString();
        }
    }

    /// <inheritdoc/>
    public void Execute()
    {
        lock (_gate)
        {
            _state = State.Running;
        }

        var before = s_running;
        s_running = this;
        try
        {
            for (var i = 0; i < budget && TryTake(out var turn); i++)
            {
                SynchronizationContext.SetSynchronizationContext(null);
                TryExecuteTask(turn);
            }
        }
        finally
        {
            s_running = before;
            GoOnOrWait();
        }
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _turns.Enqueue(task);
            if (_state != State.Waiting)
            {
                return;
            }

            _state = State.Runnable;
        }

        executor.Execute(this);
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(s_running, this) && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return [.. _turns];
        }
    }

    private static T Begin<T>(Func<T> start)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return start();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return start();
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Task? turn)
    {
        lock (_gate)
        {
            var taken = _turns.TryDequeue(out turn);
            _done += taken ? 1 : 0;
            return taken;
        }
    }

    private void GoOnOrWait()
    {
        lock (_gate)
        {
            if (_turns.Count == 0)
            {
                _state = State.Waiting;
                return;
            }

            _state = State.Runnable;
        }

        executor.Execute(this);
    }
}
