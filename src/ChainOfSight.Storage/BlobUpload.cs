namespace ChainOfSight.Storage;

/// <summary>
/// A write in blocks. Disposing it without <see cref="CommitAsync"/> leaves the store as it was.
/// </summary>
public abstract class BlobUpload : IAsyncDisposable
{
    /// <summary>Appends bytes; they may be sent before this returns and the buffer may be reused after.</summary>
    /// <param name="block">The next bytes.</param>
    /// <param name="cancellationToken">Stops the call; the upload can then only be disposed.</param>
    public abstract ValueTask AppendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken = default);

    /// <summary>Makes the bytes the content of the blob, if the condition holds now.</summary>
    /// <returns>Properties of what was written.</returns>
    /// <exception cref="BlobConditionFailedException">The condition did not hold; the store is as it was.</exception>
    public abstract Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default);

    /// <summary>Throws away what was not committed.</summary>
    public abstract ValueTask DisposeAsync();
}
