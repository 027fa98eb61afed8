namespace ChainOfSight.Proofs.Commands;

/// <summary>Whether a promise was kept.</summary>
/// <param name="Kept">True: it was.</param>
/// <param name="Text">The promise with what was found.</param>
internal sealed record ProofVerdict(bool Kept, string Text);
