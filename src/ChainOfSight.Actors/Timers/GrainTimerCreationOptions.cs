using System.Diagnostics.CodeAnalysis;

namespace ChainOfSight.Actors;

/// <summary>Settings of a grain's timer.</summary>
public struct GrainTimerCreationOptions : IEquatable<GrainTimerCreationOptions>
{
    /// <summary>Settings to be filled in.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>With due time and period.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) => (DueTime, Period) = (dueTime, period);

    /// <summary>Time to the first tick. <see cref="Timeout.InfiniteTimeSpan"/>: none until <see cref="IGrainTimer.Change"/>. Zero: at once, in a turn of its own.</summary>
    public required TimeSpan DueTime { readonly get; set; }

    /// <summary>Time from the end of a tick to the next. <see cref="Timeout.InfiniteTimeSpan"/>: one tick only.</summary>
    public required TimeSpan Period { readonly get; set; }

    /// <summary>
    /// True: a tick may start while requests wait at an <c>await</c>, and requests may start while it waits. False (default): it is treated like
    /// a request without attributes.
    /// </summary>
    public bool Interleave { readonly get; set; }

    /// <summary>True: a tick counts as use and keeps an otherwise idle activation. False (default): the activation ends for idleness in spite of ticks.</summary>
    public bool KeepAlive { readonly get; set; }

    /// <inheritdoc/>
    public readonly bool Equals(GrainTimerCreationOptions other) =>
        DueTime == other.DueTime && Period == other.Period && Interleave == other.Interleave && KeepAlive == other.KeepAlive;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is GrainTimerCreationOptions other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(DueTime, Period, Interleave, KeepAlive);

    /// <summary>Equal by value.</summary>
    public static bool operator ==(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => left.Equals(right);

    /// <summary>Not equal by value.</summary>
    public static bool operator !=(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => !left.Equals(right);
}
