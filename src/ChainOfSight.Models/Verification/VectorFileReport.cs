namespace ChainOfSight.Models.Verification;

/// <summary>What the check of one vector file found.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Quantities">What was compared; empty where the file could not be checked.</param>
/// <param name="Failure">Why the file could not be checked; null where it could.</param>
public sealed record VectorFileReport(string File, IReadOnlyList<VectorQuantity> Quantities, string? Failure = null)
{
    /// <summary>Whether the file could be checked and everything is within its limit.</summary>
    public bool Passes => Failure is null && Quantities.All(quantity => quantity.Passes);
}
