namespace ChainOfSight.Models.Language;

/// <summary>A loss before it is divided, so that slots can be added up.</summary>
/// <param name="Sum">Summed loss, a scalar in f32; a constant without gradient where <paramref name="Tokens"/> is 0.</param>
/// <param name="Tokens">Tokens that carry loss.</param>
public sealed record LossSum(Tensor Sum, int Tokens);
