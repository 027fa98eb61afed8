namespace ChainOfSight.Silo.Hosting;

/// <summary>
/// A clock that goes on from where it started, whatever the date is set to. Orleans counts the age of activations by the date; set back by more than that age it
/// would make no new activation until the old date comes again ("The earliest collection that can be scheduled …").
/// </summary>
/// <param name="inner">Measures what has passed, and has the timers.</param>
internal sealed class SteadyClock(TimeProvider inner) : TimeProvider
{
    private readonly DateTimeOffset date = inner.GetUtcNow();
    private readonly long begun = inner.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => date + inner.GetElapsedTime(begun);

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}
