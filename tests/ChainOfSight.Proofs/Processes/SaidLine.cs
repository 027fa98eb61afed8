namespace ChainOfSight.Proofs.Processes;

/// <summary>A line of a process.</summary>
/// <param name="At">Time stamp of the system's clock.</param>
/// <param name="Text">The line.</param>
internal sealed record SaidLine(long At, string Text);
