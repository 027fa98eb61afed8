using System.Security.Cryptography;

namespace ChainOfSight.Data.Shards;

/// <summary>The hash by which a sample's bytes are known: SHA-256 of the image's followed by the record's.</summary>
internal static class SampleHash
{
    public static byte[] Of(ReadOnlySpan<byte> image, ReadOnlySpan<byte> record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(image);
        hash.AppendData(record);
        return hash.GetHashAndReset();
    }
}
