namespace ChainOfSight.Grains.Contracts.Shards;

/// <summary>One shard of a source as a run met it; the key is run/source/shard.</summary>
[Alias("cos.shard")]
public interface IShard : IGrainWithStringKey
{
    /// <summary>Enters samples that turned out bad; known ones are passed over.</summary>
    /// <returns>Those that were new.</returns>
    [Alias("quarantine")]
    Task<IReadOnlyList<QuarantinedSample>> Quarantine(IReadOnlyList<QuarantinedSample> samples);

    /// <summary>The shard and its bad samples.</summary>
    [Alias("status")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<ShardView> Status();
}
