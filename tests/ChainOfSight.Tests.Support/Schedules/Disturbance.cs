namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>Something that happens to a run at a moment.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">Moments whose title begins like this count; empty = all.</param>
/// <param name="After">So many of these pass first.</param>
/// <param name="Victim">Who is met.</param>
/// <param name="Later">Looks at the run until the second half of it happens: the death is seen, the zombie wakes, the silo is stopped.</param>
/// <param name="IsReplaced">Whether a silo comes for one that goes.</param>
internal sealed record Disturbance(DisturbanceKind Kind, string At, int After, Victim Victim, int Later, bool IsReplaced)
{
    public override string ToString() => $"{Kind} of {Victim} after {After} of \"{At}\"{(IsReplaced ? ", replaced" : "")}";
}
