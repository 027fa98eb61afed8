namespace ChainOfSight.Proofs.Processes;

/// <summary>A step that counted.</summary>
/// <param name="Generation">The generation that counted it.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Step">Steps done in the stage, this one included.</param>
/// <param name="At">When.</param>
internal sealed record TimedStep(long Generation, string Stage, long Step, DateTimeOffset At);
