using ChainOfSight.Data.Quarantine;

namespace ChainOfSight.Data.Collation;

/// <summary>One place of a slot: a sample, or the reason why it stays empty.</summary>
/// <param name="Position">Global position.</param>
/// <param name="Sample">The sample; null for an empty place.</param>
/// <param name="EmptyReason">Why it is empty; null with a sample.</param>
/// <param name="Quarantined">The ledger's entry where the sample is bad; null where it is good but has nothing for this stage.</param>
public sealed record SlotPlace(long Position, PreparedSample? Sample, string? EmptyReason = null, QuarantineEntry? Quarantined = null);
