using ChainOfSight.Training.Runs;

namespace ChainOfSight.Training.Progress;

/// <summary>The process is done with the run.</summary>
/// <param name="Run">Its name.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Message">What that means and what to do next.</param>
public sealed record RunFinished(string Run, RunStatus Status, string Message) : RunEvent;
