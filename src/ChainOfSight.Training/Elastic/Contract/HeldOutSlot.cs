namespace ChainOfSight.Training.Elastic;

/// <summary>Loss of one held-out slot.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Sum">Its summed loss.</param>
/// <param name="Tokens">Tokens that it is divided by; 0: the slot is empty and skipped.</param>
public sealed record HeldOutSlot(int Slot, double Sum, long Tokens);
