namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>A clock that runs faster than the wall: waits of the protocol become short, their order stays.</summary>
/// <param name="factor">How much faster.</param>
internal sealed class ScaledTime(int factor) : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();
    private readonly long begun = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => begun + ((System.GetTimestamp() - begun) * factor);

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(begun) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    private TimeSpan Scaled(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(time.TotalMilliseconds / factor)));
}
