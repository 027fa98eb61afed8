namespace ChainOfSight.Storage;

/// <summary>What every store can do by way of its few basic operations.</summary>
public static class BlobStoreExtensions
{
    private const int BlockSize = 1 << 20;

    /// <summary>Properties of a blob that must be there.</summary>
    /// <exception cref="BlobNotFoundException">No blob has that name.</exception>
    public static async Task<BlobProperties> GetPropertiesAsync(this IBlobStore store, string name, CancellationToken cancellationToken = default) =>
        await store.FindAsync(name, cancellationToken).ConfigureAwait(false) ?? throw new BlobNotFoundException(store.Description, name);

    /// <summary>Writes bytes as one blob.</summary>
    /// <exception cref="BlobConditionFailedException">The condition did not hold.</exception>
    public static async Task<BlobProperties> WriteAsync(
        this IBlobStore store, string name, ReadOnlyMemory<byte> content, BlobCondition condition = default, CancellationToken cancellationToken = default)
    {
        await using var upload = await store.StartUploadAsync(name, condition, cancellationToken).ConfigureAwait(false);
        await upload.AppendAsync(content, cancellationToken).ConfigureAwait(false);
        return await upload.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a stream, block by block, as one blob.</summary>
    /// <exception cref="BlobConditionFailedException">The condition did not hold.</exception>
    public static async Task<BlobProperties> WriteAsync(
        this IBlobStore store, string name, Stream content, BlobCondition condition = default, CancellationToken cancellationToken = default)
    {
        await using var upload = await store.StartUploadAsync(name, condition, cancellationToken).ConfigureAwait(false);
        var block = new byte[BlockSize];
        while (await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            await upload.AppendAsync(block.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return await upload.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads exactly <paramref name="length"/> bytes from <paramref name="offset"/>.</summary>
    /// <exception cref="BlobNotFoundException">No blob has that name.</exception>
    /// <exception cref="EndOfStreamException">The blob ends before; an I/O fault, as a torn download is.</exception>
    public static async Task<byte[]> ReadRangeAsync(this IBlobStore store, string name, long offset, int length, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        BlobContent content;
        try
        {
            content = await store.OpenReadAsync(name, new BlobRange(offset, length), cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new EndOfStreamException($"'{name}' in {store.Description} ends before byte {offset}.", e);
        }

        await using (content.ConfigureAwait(false))
        {
            var bytes = new byte[length];
            await content.Stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            return bytes;
        }
    }

    /// <summary>Reads a whole blob that must not be larger than a bound, with the properties of what was read.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">The blob.</param>
    /// <param name="largest">Most bytes to accept.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="BlobNotFoundException">No blob has that name.</exception>
    /// <exception cref="UserErrorException">The blob is larger.</exception>
    public static async Task<(byte[] Bytes, BlobProperties Properties)> ReadAsync(
        this IBlobStore store, string name, int largest = 1 << 30, CancellationToken cancellationToken = default)
    {
        await using var content = await store.OpenReadAsync(name, BlobRange.All, cancellationToken).ConfigureAwait(false);
        if (content.Properties.Length > largest)
        {
            throw new UserErrorException(
                $"'{name}' in {store.Description} has {content.Properties.Length} bytes, at most {largest} are read at once. It is not what it should be.");
        }

        var bytes = new byte[content.Properties.Length];
        await content.Stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return (bytes, content.Properties);
    }
}
