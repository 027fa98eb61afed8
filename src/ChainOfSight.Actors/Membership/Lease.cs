namespace ChainOfSight.Actors.Membership;

/// <summary>The right to act as a member, renewed by reaching the table. Measured from the start of the attempt, so that a slow reply never lengthens it.</summary>
/// <param name="duration">How long it lasts after the start of the last attempt that succeeded.</param>
internal sealed class Lease(TimeSpan duration)
{
    private TimeSpan? ends;

    /// <summary>Whether it was ever granted.</summary>
    public bool IsHeld => ends is not null;

    /// <summary>Counts an attempt that succeeded.</summary>
    /// <param name="attemptStarted">Monotonic time at which it was begun.</param>
    public void Renew(TimeSpan attemptStarted)
    {
        var end = attemptStarted + duration;
        ends = ends is { } old && old > end ? old : end;
    }

    /// <summary>Whether it has ended. One that was never granted has not.</summary>
    public bool HasEnded(TimeSpan now) => ends is { } end && now >= end;

    /// <summary>What is left; the whole where it was never granted.</summary>
    public TimeSpan Remaining(TimeSpan now) => ends is not { } end ? duration : end > now ? end - now : TimeSpan.Zero;
}
