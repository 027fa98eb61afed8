namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>The system's clock, whose date a test sets; what is measured with it is not changed by that.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long ahead;

    /// <summary>Sets the date forwards or backwards.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));
}
