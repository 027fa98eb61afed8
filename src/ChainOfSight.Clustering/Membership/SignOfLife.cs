namespace ChainOfSight.Clustering;

/// <summary>What a silo writes, without condition, to say that it lives; a blob of its own so that it moves no version.</summary>
/// <param name="At">When, by its clock.</param>
internal sealed record SignOfLife(DateTime At);
