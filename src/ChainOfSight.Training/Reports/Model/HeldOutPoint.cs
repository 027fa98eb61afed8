namespace ChainOfSight.Training.Reports.Model;

/// <summary>A loss on held-out samples.</summary>
/// <param name="Step">Step within the stage after which it was taken; 0 = before the first.</param>
/// <param name="Loss">Mean loss per token.</param>
public sealed record HeldOutPoint(long Step, double Loss);
