namespace ChainOfSight.Storage;

/// <summary>Which bytes of a blob to read.</summary>
/// <param name="Offset">First byte, from 0.</param>
/// <param name="Length">How many bytes; null up to the end.</param>
public readonly record struct BlobRange(long Offset, long? Length)
{
    /// <summary>The whole blob.</summary>
    public static BlobRange All => default;

    /// <summary>Where the range lies in a blob of <paramref name="blobLength"/> bytes: cut at its end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative or past the end, or the length negative.</exception>
    public (long Offset, long Length) Within(long blobLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Offset, blobLength);
        ArgumentOutOfRangeException.ThrowIfNegative(Length ?? 0, nameof(Length));
        var available = blobLength - Offset;
        return (Offset, Math.Min(Length ?? available, available));
    }
}
