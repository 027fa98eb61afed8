using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Elastic;

/// <summary>What a hand-over made.</summary>
/// <param name="Report">What changed and what the checks found; it stands in the store too.</param>
/// <param name="Saved">The new checkpoint at step 0 of the stage, verified.</param>
/// <param name="Held">Why the run should be held, with what to do; null where every check held.</param>
/// <param name="Acceptable">Whether a held hand-over may be accepted by an operator: only its loss rose. A failed check on the constant map may not.</param>
public sealed record TransformedStage(HandOverReport Report, SavedCheckpoint Saved, string? Held, bool Acceptable);
