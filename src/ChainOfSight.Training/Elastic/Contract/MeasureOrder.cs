namespace ChainOfSight.Training.Elastic;

/// <summary>Order to measure the loss of some held-out slots.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="StageIndex">Index of the open stage.</param>
/// <param name="Generation">Generation that orders.</param>
/// <param name="Samples">Held-out samples of the whole measure; rounded up to whole slots (<see cref="HeldOutTree.Slots"/>).</param>
/// <param name="FirstSlot">First slot that this lane measures.</param>
/// <param name="Slots">How many it measures.</param>
public sealed record MeasureOrder(string Run, int StageIndex, long Generation, int Samples, int FirstSlot, int Slots);
