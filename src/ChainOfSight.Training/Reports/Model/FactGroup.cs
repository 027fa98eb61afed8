namespace ChainOfSight.Training.Reports.Model;

/// <summary>Facts that belong together, such as all hashes.</summary>
/// <param name="Title">Head of the group.</param>
/// <param name="Facts">The facts, in order.</param>
public sealed record FactGroup(string Title, IReadOnlyList<Fact> Facts);
