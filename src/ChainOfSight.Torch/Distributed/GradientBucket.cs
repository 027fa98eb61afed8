namespace ChainOfSight.Torch.Distributed;

/// <summary>Gradients that are reduced together, laid one after the other into one buffer.</summary>
/// <param name="Parameters">Indices of the parameters, in the order of the buffer.</param>
/// <param name="Offsets">First element of each in the buffer.</param>
/// <param name="Elements">Elements of the whole buffer.</param>
public sealed record GradientBucket(IReadOnlyList<int> Parameters, IReadOnlyList<long> Offsets, long Elements);
