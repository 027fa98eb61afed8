namespace ChainOfSight.Proofs.Commands;

/// <summary>A whole number that a command takes as <c>--name N</c>.</summary>
/// <param name="Name">Its name without dashes.</param>
/// <param name="Default">What holds without it.</param>
/// <param name="Meaning">What it is, for the help.</param>
/// <param name="Least">Smallest legal value.</param>
internal sealed record ProofOption(string Name, int Default, string Meaning, int Least = 1);
