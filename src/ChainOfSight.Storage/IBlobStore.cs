namespace ChainOfSight.Storage;

/// <summary>
/// Named byte strings with conditional writes: the one store behind shards, checkpoints and cluster state.
/// Every implementation passes the same conformance kit.
/// </summary>
/// <remarks>
/// A write is all or nothing: readers see the old content or the new one, never a mixture, and a reader that
/// has opened a blob keeps the content that it opened. Names follow <see cref="BlobName"/>.
/// </remarks>
public interface IBlobStore
{
    /// <summary>What and where the store is, for messages: <c>directory /data</c>.</summary>
    string Description { get; }

    /// <summary>Size, ETag and time of a blob.</summary>
    /// <returns>The properties, or null where no blob has that name.</returns>
    Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Opens a range of a blob for reading.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="range">Which bytes; <see cref="BlobRange.All"/> for the whole. Cut at the blob's end.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The bytes with the properties of exactly the content that is read.</returns>
    /// <exception cref="BlobNotFoundException">No blob has that name.</exception>
    Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default);

    /// <summary>Starts a streamed write. Nothing is visible before <see cref="BlobUpload.CommitAsync"/>.</summary>
    /// <param name="name">The blob to create or replace.</param>
    /// <param name="condition">What must hold at the moment of the commit.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default);

    /// <summary>Lists the blobs whose names begin with <paramref name="prefix"/>, in ordinal order of their names.</summary>
    /// <param name="prefix">Any text, also part of a segment; empty for all.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Deletes a blob.</summary>
    /// <returns>False where there was none (with no condition).</returns>
    /// <exception cref="BlobConditionFailedException">The condition did not hold.</exception>
    Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default);
}
