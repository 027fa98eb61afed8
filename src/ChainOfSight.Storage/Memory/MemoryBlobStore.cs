using System.Runtime.CompilerServices;

namespace ChainOfSight.Storage;

/// <summary>A store in this process's memory, for tests and for runs that leave nothing behind. Safe for many threads.</summary>
/// <param name="timeProvider">Clock of <see cref="BlobProperties.LastModified"/>; the system's by default.</param>
public sealed class MemoryBlobStore(TimeProvider? timeProvider = null) : IBlobStore
{
    private readonly SortedDictionary<string, (byte[] Bytes, BlobProperties Properties)> blobs = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private long version;

    /// <inheritdoc />
    public string Description => "the memory store";

    /// <inheritdoc />
    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        BlobName.Validate(name);
        lock (gate)
        {
            return Task.FromResult(blobs.TryGetValue(name, out var blob) ? blob.Properties : null);
        }
    }

    /// <inheritdoc />
    public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default)
    {
        BlobName.Validate(name);
        lock (gate)
        {
            if (!blobs.TryGetValue(name, out var blob))
            {
                throw new BlobNotFoundException(Description, name);
            }

            var (offset, length) = range.Within(blob.Bytes.Length);
            return Task.FromResult(new BlobContent(new MemoryStream(blob.Bytes, (int)offset, (int)length, writable: false), blob.Properties));
        }
    }

    /// <inheritdoc />
    public Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        BlobName.Validate(name);
        return Task.FromResult<BlobUpload>(new MemoryBlobUpload(bytes => Commit(name, bytes, condition)));
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        BlobItem[] items;
        lock (gate)
        {
            items = [.. blobs.Where(blob => blob.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(blob => new BlobItem(blob.Key, blob.Value.Properties))];
        }

        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        BlobName.Validate(name);
        lock (gate)
        {
            Check(name, condition);
            return Task.FromResult(blobs.Remove(name));
        }
    }

    private BlobProperties Commit(string name, byte[] bytes, BlobCondition condition)
    {
        lock (gate)
        {
            Check(name, condition);
            var properties = new BlobProperties(bytes.Length, $"\"{++version:x}\"", (timeProvider ?? TimeProvider.System).GetUtcNow());
            blobs[name] = (bytes, properties);
            return properties;
        }
    }

    private void Check(string name, BlobCondition condition)
    {
        var current = blobs.TryGetValue(name, out var blob) ? blob.Properties.ETag : null;
        if (!condition.Holds(current))
        {
            throw new BlobConditionFailedException(Description, name, condition, current);
        }
    }
}
