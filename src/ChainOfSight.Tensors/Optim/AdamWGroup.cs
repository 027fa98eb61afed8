
namespace ChainOfSight.Tensors.Optim;

/// <summary>Parameters that are updated with the same factors.</summary>
/// <param name="Parameters">Leaves with names that are unique over all groups.</param>
/// <param name="LearningRateFactor">Multiplies the learning rate of each step; finite and at least 0. Default 1.</param>
/// <param name="WeightDecay">Decoupled weight decay: a step multiplies weights by 1 − learning rate × this. Finite and at least 0. Default 0.</param>
public sealed record AdamWGroup(
    IReadOnlyList<(string Name, Tensor Parameter)> Parameters,
    double LearningRateFactor = 1,
    double WeightDecay = 0);
