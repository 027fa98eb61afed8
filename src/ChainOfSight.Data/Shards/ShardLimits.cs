namespace ChainOfSight.Data.Shards;

/// <summary>Bounds of what is read from a source, so that a hostile one can't claim memory.</summary>
public static class ShardLimits
{
    /// <summary>Largest image, in bytes as stored.</summary>
    public const int ImageBytes = 64 << 20;

    /// <summary>Largest JSON record, in bytes.</summary>
    public const int RecordBytes = 4 << 20;

    /// <summary>Most samples of one shard.</summary>
    public const int SamplesPerShard = 1_000_000;

    /// <summary>Largest <c>source.json</c>, in bytes.</summary>
    public const int ManifestBytes = 256 << 20;
}
