namespace ChainOfSight.Training.Progress;

/// <summary>A run begins or goes on.</summary>
/// <param name="Run">Its name.</param>
/// <param name="Generation">Which start of the run this is, from 1.</param>
/// <param name="Stages">Names of its stages.</param>
/// <param name="ResumedFrom">The checkpoint with which it goes on, <c>stage-step</c>; null where it begins.</param>
public sealed record RunStarted(string Run, long Generation, IReadOnlyList<string> Stages, string? ResumedFrom) : RunEvent;
