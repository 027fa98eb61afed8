namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>How a disturbed run ended.</summary>
/// <param name="Schedule">What was to happen, in words.</param>
/// <param name="Happened">Disturbances that found their moment.</param>
/// <param name="Generation">Generation at its end.</param>
/// <param name="ReadSlots">Slots that lanes read for training.</param>
/// <param name="NeededSlots">Slots of the steps that count.</param>
/// <param name="Fault">What is wrong; null = the run completed with the bits of the undisturbed one.</param>
internal sealed record ScheduleOutcome(string Schedule, IReadOnlyList<DisturbanceKind> Happened, long Generation, long ReadSlots, long NeededSlots, string? Fault);
