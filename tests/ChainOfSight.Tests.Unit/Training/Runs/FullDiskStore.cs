using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Training.Runs;

/// <summary>A store whose disk is full once a number of writes were committed.</summary>
internal sealed class FullDiskStore(IBlobStore inner, int writes) : IBlobStore
{
    private int left = writes;

    public string Description => inner.Description;

    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default) => inner.FindAsync(name, cancellationToken);

    public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default) => inner.OpenReadAsync(name, range, cancellationToken);

    public Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
        Interlocked.Decrement(ref left) < 0
            ? throw new DiskFullException(name, 1, 0, new IOException("no space"))
            : inner.StartUploadAsync(name, condition, cancellationToken);

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) => inner.DeleteAsync(name, condition, cancellationToken);
}
