namespace ChainOfSight.Actors.Simulation;

/// <summary>A machine's clock in virtual time.</summary>
public sealed class SimulatedTime : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Simulation simulation;
    private readonly SimulatedMachine machine;
    private TimeSpan offset;

    internal SimulatedTime(Simulation simulation, SimulatedMachine machine) => (this.simulation, this.machine) = (simulation, machine);

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Sets the time of day forward or back; monotonic time and timers do not notice.</summary>
    /// <param name="by">How far.</param>
    public void Jump(TimeSpan by) => offset += by;

    /// <inheritdoc />
    public override long GetTimestamp() => simulation.Now.Ticks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Beginning + simulation.Now + offset;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(machine, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimulatedMachine machine, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private int version;
        private TimeSpan period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            version++;
            this.period = period;
            Arm(dueTime);
            return true;
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan due)
        {
            if (due == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            var armed = version;
            machine.After(due, () =>
            {
                if (armed != version)
                {
                    return;
                }

                if (period != Timeout.InfiniteTimeSpan && period > TimeSpan.Zero)
                {
                    Arm(period);
                }

                Call();
            });
        }

        private void Call()
        {
            if (context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(context, it => callback(it), state);
            }
        }
    }
}
