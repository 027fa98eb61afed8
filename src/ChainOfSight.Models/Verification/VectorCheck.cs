namespace ChainOfSight.Models.Verification;

/// <summary>Checks one vector file.</summary>
/// <param name="path">Path of the file.</param>
/// <returns>What was compared, at least one quantity.</returns>
/// <exception cref="VectorException">The file lacks something.</exception>
public delegate IReadOnlyList<VectorQuantity> VectorCheck(string path);
