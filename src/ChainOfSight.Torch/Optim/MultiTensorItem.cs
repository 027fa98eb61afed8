using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Optim;

/// <summary>One parameter of <see cref="MultiTensorPass.Update"/> with what its update reads and writes.</summary>
/// <param name="Parameter">Gets the master's rounding; the master itself where it has none of its own.</param>
/// <param name="Gradient">Of any floating type; not changed.</param>
/// <param name="Master">f32 or f64.</param>
/// <param name="First">Mean of gradients, of the master's type.</param>
/// <param name="Second">Mean of squared gradients, of the master's type.</param>
/// <param name="LearningRate">Of this parameter and step.</param>
/// <param name="WeightDecay">Decoupled weight decay.</param>
/// <param name="Step">Number of this update, from 1 on.</param>
public readonly record struct MultiTensorItem(
    Tensor Parameter, Tensor Gradient, Tensor Master, Tensor First, Tensor Second, double LearningRate, double WeightDecay, long Step);
