namespace ChainOfSight.Training.Elastic;

/// <summary>Order to copy the trained state for joiners.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="StageIndex">Index of the open stage.</param>
/// <param name="Step">The lane's next step.</param>
/// <param name="Generation">Generation that orders; the offer ends when a later one is made, a step is applied, or the stage closes.</param>
public sealed record OfferState(string Run, int StageIndex, long Step, long Generation);
