namespace ChainOfSight.Training.Elastic;

/// <summary>Keeps what a lane does, for whoever asks. Written by the order in work, read by any thread.</summary>
internal sealed class LaneJournal(TimeProvider time)
{
    private volatile Entry entry = new(LaneWork.Idle, time.GetUtcNow(), LaneWait.None, null, null);

    /// <summary>What it does now.</summary>
    public LaneActivity Read(DateTimeOffset? nativeSince, int queued)
    {
        var now = entry;
        return new LaneActivity(now.Work, now.Since, now.Wait, now.WaitingSince, nativeSince, now.Detail, queued);
    }

    /// <summary>An order begins.</summary>
    public void Begin(LaneWork work, string? detail) => entry = new Entry(work, time.GetUtcNow(), LaneWait.None, null, detail);

    /// <summary>The order waits, or goes on.</summary>
    public void Waits(LaneWait wait, string? detail = null) =>
        entry = entry with { Wait = wait, WaitingSince = wait == LaneWait.None ? null : time.GetUtcNow(), Detail = detail ?? entry.Detail };

    /// <summary>No order is in work.</summary>
    public void End() => entry = new Entry(LaneWork.Idle, time.GetUtcNow(), LaneWait.None, null, null);

    private sealed record Entry(LaneWork Work, DateTimeOffset Since, LaneWait Wait, DateTimeOffset? WaitingSince, string? Detail);
}
