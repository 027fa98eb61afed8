namespace ChainOfSight.Actors.Scheduling;

/// <summary>An executor that can stand still, as a frozen process does, and go on; or be closed, as a killed one.</summary>
/// <param name="inner">Where items run.</param>
public sealed class PausableExecutor(IWorkExecutor inner) : IWorkExecutor
{
    private readonly Lock _gate = new();
    private readonly Queue<IThreadPoolWorkItem> _held = new();
    private bool _paused;
    private bool _closed;

    /// <summary>Holds all items that have not started, and new ones.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _paused = true;
        }
    }

    /// <summary>Runs what was held, in its order, and what comes.</summary>
    public void Resume()
    {
        IThreadPoolWorkItem[] held;
        lock (_gate)
        {
            _paused = false;
            held = [.. _held];
            _held.Clear();
        }

        foreach (var work in held)
        {
            inner.Execute(new Gated(this, work));
        }
    }

    /// <summary>Drops everything, now and from now on.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _held.Clear();
        }
    }

    /// <inheritdoc/>
    public void Execute(IThreadPoolWorkItem work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!Hold(work))
        {
            inner.Execute(new Gated(this, work));
        }
    }

    private bool Hold(IThreadPoolWorkItem work)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return true;
            }

            if (_paused)
            {
                _held.Enqueue(work);
            }

            return _paused;
        }
    }

    private sealed class Gated(PausableExecutor gate, IThreadPoolWorkItem work) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            if (!gate.Hold(work))
            {
                work.Execute();
            }
        }
    }
}
