namespace ChainOfSight.Training.Progress;

/// <summary>The loss on held-out samples was measured.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Step">After which step.</param>
/// <param name="Loss">Mean loss per loss token; null where it is not finite or nothing carries loss.</param>
public sealed record HeldOutLoss(string Stage, long Step, double? Loss) : RunEvent;
