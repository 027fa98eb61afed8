namespace ChainOfSight.Training.Progress;

/// <summary>A stage is done.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Skipped">Steps that were skipped.</param>
/// <param name="Elapsed">Time since it began or went on in this process.</param>
public sealed record StageFinished(string Stage, long Steps, long Skipped, TimeSpan Elapsed) : RunEvent;
