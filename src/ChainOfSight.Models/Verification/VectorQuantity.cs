namespace ChainOfSight.Models.Verification;

/// <summary>The largest error of one quantity of a vector file.</summary>
/// <param name="Name">What was compared, such as <c>tokens</c> or <c>gradients</c>.</param>
/// <param name="Error">max|a − b| / max|b| over a tensor; the largest where the quantity has several tensors.</param>
/// <param name="Limit">Largest legal error; 0: equal to the bit.</param>
/// <param name="Worst">Name of the tensor with the largest error, where there are several.</param>
public sealed record VectorQuantity(string Name, double Error, double Limit, string? Worst = null)
{
    /// <summary>Whether the error is within the limit; one that is no number never is.</summary>
    public bool Passes => Error <= Limit;
}
