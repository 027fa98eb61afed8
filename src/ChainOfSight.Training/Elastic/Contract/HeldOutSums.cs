namespace ChainOfSight.Training.Elastic;

/// <summary>Loss of held-out slots.</summary>
/// <param name="StageIndex">Index of the stage.</param>
/// <param name="Step">Steps that were in the weights.</param>
/// <param name="Slots">The slots that were measured, in order.</param>
public sealed record HeldOutSums(int StageIndex, long Step, IReadOnlyList<HeldOutSlot> Slots);
