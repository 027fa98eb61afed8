namespace ChainOfSight.Tests.Unit.Shards;

/// <summary>A clock whose timers fire at once, and which notes how long each would have waited.</summary>
public sealed class ImmediateTime : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
