namespace ChainOfSight.Proofs.Commands;

/// <summary>What a command found.</summary>
/// <param name="Columns">Titles of the table.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Verdicts">The promises, kept or not.</param>
/// <param name="Notes">How it was measured, where a reader must know; may be empty.</param>
internal sealed record ProofResult(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<ProofVerdict> Verdicts, string Notes = "")
{
    /// <summary>Whether every promise was kept.</summary>
    public bool Kept => Verdicts.All(verdict => verdict.Kept);
}
