namespace ChainOfSight.Training.Elastic;

/// <summary>Keeps what a lane does, for whoever asks, and tells it as spans. Written by the order in work, read by any thread.</summary>
internal sealed class LaneJournal(TimeProvider time, string lane)
{
    private volatile Entry entry = new(LaneWork.Idle, time.GetUtcNow(), LaneWait.None, null, null);

    /// <summary>What it does now.</summary>
    public LaneActivity Read(DateTimeOffset? nativeSince, int queued)
    {
        var now = entry;
        return new LaneActivity(now.Work, now.Since, now.Wait, now.WaitingSince, nativeSince, now.Detail, queued);
    }

    /// <summary>An order begins.</summary>
    public void Begin(LaneWork work, string? detail)
    {
        var (before, now) = (entry, time.GetUtcNow());
        entry = new Entry(work, now, LaneWait.None, null, detail);
        TrainingSpans.Tell(TrainingSpans.ControlWait, before.Since, now, TrainingSpans.WorkTag, work, lane);
    }

    /// <summary>The order waits, or goes on.</summary>
    public void Waits(LaneWait wait, string? detail = null)
    {
        var before = entry;
        var isOver = before.WaitingSince is not null;
        if (wait == LaneWait.None && !isOver && detail is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        entry = before with { Wait = wait, WaitingSince = wait == LaneWait.None ? null : now, Detail = detail ?? before.Detail };
        if (isOver)
        {
            TrainingSpans.Tell(NameOf(before.Wait), before.WaitingSince!.Value, now, TrainingSpans.WorkTag, before.Work, lane);
        }
    }

    /// <summary>Something was computed for the order.</summary>
    /// <param name="from">When that began.</param>
    /// <param name="step">The step.</param>
    public void Computed(DateTimeOffset from, long step) => TrainingSpans.Tell(TrainingSpans.Compute, from, time.GetUtcNow(), TrainingSpans.StepTag, step, lane);

    /// <summary>No order is in work.</summary>
    public void End()
    {
        Waits(LaneWait.None);
        var (before, now) = (entry, time.GetUtcNow());
        entry = new Entry(LaneWork.Idle, now, LaneWait.None, null, null);
        TrainingSpans.Tell(TrainingSpans.NameOf(before.Work), before.Since, now, TrainingSpans.WorkTag, before.Work, lane);
    }

    private static string NameOf(LaneWait wait) => wait switch
    {
        LaneWait.Data => TrainingSpans.DataWait,
        LaneWait.Peer => TrainingSpans.ExchangeWait,
        _ => TrainingSpans.StateWait,
    };

    private sealed record Entry(LaneWork Work, DateTimeOffset Since, LaneWait Wait, DateTimeOffset? WaitingSince, string? Detail);
}
