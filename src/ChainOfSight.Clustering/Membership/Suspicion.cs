namespace ChainOfSight.Clustering;

/// <summary>A vote that a silo is dead.</summary>
/// <param name="By">Address of the voter.</param>
/// <param name="At">When it voted.</param>
internal sealed record Suspicion(string By, DateTime At);
