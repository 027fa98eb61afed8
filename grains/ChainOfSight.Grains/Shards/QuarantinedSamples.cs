using ChainOfSight.Data.Quarantine;
using ChainOfSight.Grains.Contracts.Shards;

namespace ChainOfSight.Grains.Shards;

/// <summary>Entries of the ledger in the form that messages have.</summary>
internal static class QuarantinedSamples
{
    public static QuarantinedSample Of(QuarantineEntry entry) => new()
    {
        Source = entry.Source,
        Shard = entry.Shard,
        Index = entry.Index,
        Offset = entry.Offset,
        Reason = entry.Reason,
        Hash = entry.Sha256,
    };
}
