namespace ChainOfSight.Data.Quarantine;

/// <summary>A sample that can't be used, although its bytes are those that were written.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Shard">Name of the shard.</param>
/// <param name="Index">Index of the sample in the shard.</param>
/// <param name="Offset">First byte of the sample in the shard.</param>
/// <param name="Reason">Why it can't be used; the same bytes give the same reason.</param>
/// <param name="Sha256">SHA-256 of its image and record.</param>
public sealed record QuarantineEntry(string Source, string Shard, int Index, long Offset, string Reason, string Sha256);
