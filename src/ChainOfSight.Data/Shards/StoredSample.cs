namespace ChainOfSight.Data.Shards;

/// <summary>The bytes of one sample as they stand in a shard, proven by their hash.</summary>
public sealed record StoredSample
{
    /// <summary>Name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the shard.</summary>
    public required string Shard { get; init; }

    /// <summary>Index of the sample in the shard.</summary>
    public required int Index { get; init; }

    /// <summary>First byte of the sample in the shard.</summary>
    public required long Offset { get; init; }

    /// <summary>SHA-256 of image and record, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The image's file; empty where the sample has none.</summary>
    public required ReadOnlyMemory<byte> Image { get; init; }

    /// <summary>The JSON record.</summary>
    public required ReadOnlyMemory<byte> Record { get; init; }
}
