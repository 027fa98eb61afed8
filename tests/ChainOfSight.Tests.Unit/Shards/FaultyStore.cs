using System.Collections.Concurrent;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Shards;

/// <summary>A store whose next reads of a blob fail or return other bytes, as the test says.</summary>
public sealed class FaultyStore(IBlobStore inner) : IBlobStore
{
    private readonly ConcurrentQueue<Func<byte[], byte[]>> faults = new();

    public int Reads { get; private set; }

    public string Description => inner.Description;

    /// <summary>The next read (after those planned already) passes its bytes through this; it may throw.</summary>
    public void PlanRead(Func<byte[], byte[]> fault) => faults.Enqueue(fault);

    public async Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default)
    {
        Reads++;
        var content = await inner.OpenReadAsync(name, range, cancellationToken);
        if (!faults.TryDequeue(out var fault))
        {
            return content;
        }

        var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, cancellationToken);
        return new BlobContent(new MemoryStream(fault(bytes.ToArray())), content.Properties);
    }

    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default) => inner.FindAsync(name, cancellationToken);

    public Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
        inner.StartUploadAsync(name, condition, cancellationToken);

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) => inner.DeleteAsync(name, condition, cancellationToken);
}
