namespace ChainOfSight.Data.Shards;

/// <summary>How a source is cut into shards. The first bound that is reached closes a shard.</summary>
public sealed record SourceWriterOptions
{
    /// <summary>Samples per shard, 1 to <see cref="ShardLimits.SamplesPerShard"/>; 1,000 by default. Fewer mix better, more make fewer files.</summary>
    public int SamplesPerShard { get; init; } = 1000;

    /// <summary>Bytes from which a shard is closed; 128 MiB by default.</summary>
    public long BytesPerShard { get; init; } = 128L << 20;

    /// <summary>Whether a source that is there already is replaced (true), or the write refused (false, the default).</summary>
    public bool Replace { get; init; }
}
