using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Support.Reference;

/// <summary>How a run ended in this process.</summary>
/// <param name="Status">Where the run stands.</param>
/// <param name="Message">What that means and what to do next, in one or two sentences.</param>
internal sealed record RunOutcome(RunStatus Status, string Message);
