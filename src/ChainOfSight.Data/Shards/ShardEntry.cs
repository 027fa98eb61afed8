namespace ChainOfSight.Data.Shards;

/// <summary>Where one sample lies in its shard.</summary>
/// <param name="ImageOffset">First byte of the image; that of the record where there is no image.</param>
/// <param name="ImageLength">Bytes of the image; 0 where there is none.</param>
/// <param name="ImageExtension">Extension of the image member without the dot, lower case; empty where there is none.</param>
/// <param name="RecordOffset">First byte of the JSON record, behind the image.</param>
/// <param name="RecordLength">Bytes of the JSON record.</param>
/// <param name="Sha256">SHA-256 of the image's bytes followed by the record's, 32 bytes.</param>
public readonly record struct ShardEntry(
    long ImageOffset, int ImageLength, string ImageExtension, long RecordOffset, int RecordLength, ReadOnlyMemory<byte> Sha256)
{
    /// <summary>First byte behind the sample.</summary>
    public long End => RecordOffset + RecordLength;
}
