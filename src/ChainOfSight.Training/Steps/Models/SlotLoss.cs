namespace ChainOfSight.Training.Steps.Models;

/// <summary>Loss of a slot before it is divided, so that slots can be added up.</summary>
/// <param name="Sum">Summed loss, a scalar in f32.</param>
/// <param name="Tokens">What it is divided by in the end: tokens, or decisions of a vision stage; 0 = nothing to train on.</param>
public readonly record struct SlotLoss(Tensor Sum, long Tokens);
