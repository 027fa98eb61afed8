namespace ChainOfSight.Data.Shards;

/// <summary>One shard as its source's manifest lists it.</summary>
public sealed record ShardInfo
{
    /// <summary>File name within the source's folder, ending in <c>.tar</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Samples in the shard.</summary>
    public required int Samples { get; init; }

    /// <summary>Size of the tar file.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the tar file, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the index, by which each sample's own hash in it can be trusted.</summary>
    public required string IndexSha256 { get; init; }

    /// <summary>Name of the index beside the shard.</summary>
    public string IndexName => NameOfIndex(Name);

    /// <summary>Name of the index of a shard.</summary>
    public static string NameOfIndex(string shard) => Path.ChangeExtension(shard, ".idx");
}
