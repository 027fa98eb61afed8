namespace ChainOfSight.Tests.Cluster.Protocol;

/// <summary>
/// A process in a simulation: its continuations and timers run only while it lives and is not paused. A kill drops them, a pause keeps them
/// for later, as an operating system does.
/// </summary>
public sealed class VirtualProcess : SynchronizationContext
{
    private readonly VirtualLoop loop;
    private readonly List<Action> backlog = [];

    public VirtualProcess(VirtualLoop loop, string name)
    {
        (this.loop, Name) = (loop, name);
        Time = new ProcessTime(this);
    }

    public string Name { get; }

    public bool IsDead { get; private set; }

    public bool IsPaused { get; private set; }

    public TimeProvider Time { get; }

    public override void Post(SendOrPostCallback d, object? state) => loop.After(TimeSpan.Zero, () => Run(() => d(state)));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Runs something in the process: now, after its pause, or never.</summary>
    public void Run(Action action)
    {
        if (IsDead)
        {
            return;
        }

        if (IsPaused)
        {
            backlog.Add(action);
            return;
        }

        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public void Kill()
    {
        IsDead = true;
        backlog.Clear();
    }

    public void Pause() => IsPaused = true;

    public void Wake()
    {
        IsPaused = false;
        foreach (var action in backlog.ToList())
        {
            loop.After(TimeSpan.Zero, () => Run(action));
        }

        backlog.Clear();
    }

    private sealed class ProcessTime(VirtualProcess process) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => process.loop.Now;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(process.loop.Now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new ProcessTimer(process, callback, state, dueTime, period);
    }

    private sealed class ProcessTimer : ITimer
    {
        private readonly VirtualProcess process;
        private readonly TimerCallback callback;
        private readonly object? state;
        private int version;

        public ProcessTimer(VirtualProcess process, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (this.process, this.callback, this.state) = (process, callback, state);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++version;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                process.loop.After(dueTime, () => process.Run(() => Tick(mine, period)));
            }

            return true;
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            version++;
            return ValueTask.CompletedTask;
        }

        private void Tick(int mine, TimeSpan period)
        {
            if (mine != version)
            {
                return;
            }

            callback(state);
            if (period > TimeSpan.Zero && mine == version)
            {
                process.loop.After(period, () => process.Run(() => Tick(mine, period)));
            }
        }
    }
}
