using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Training.Checkpoints;

/// <summary>
/// A store that counts what changes it or sends bytes to it, and dies at one of these: that one is done or not, nothing after it is.
/// </summary>
/// <param name="inner">The store that stays.</param>
/// <param name="dieAt">Which change is the last, from 1.</param>
/// <param name="isDone">Whether the last one still takes place, its reply lost.</param>
internal sealed class DyingStore(IBlobStore inner, int dieAt = int.MaxValue, bool isDone = false) : IBlobStore
{
    private int changes;

    /// <summary>Changes that were asked for so far.</summary>
    public int Changes => changes;

    public string Description => inner.Description;

    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default) => inner.FindAsync(name, cancellationToken);

    public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default) => inner.OpenReadAsync(name, range, cancellationToken);

    public async Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
        new Upload(await inner.StartUploadAsync(name, condition, cancellationToken), this);

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
        ChangeAsync(() => inner.DeleteAsync(name, condition, cancellationToken));

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change)
    {
        var number = Interlocked.Increment(ref changes);
        if (number < dieAt)
        {
            return await change();
        }

        if (number == dieAt && isDone)
        {
            await change();
        }

        throw new StoreUnavailableException(Description, "writing", "the process was killed.");
    }

    private sealed class Upload(BlobUpload upload, DyingStore store) : BlobUpload
    {
        public override async ValueTask AppendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken = default) => await store.ChangeAsync(async () =>
        {
            await upload.AppendAsync(block, cancellationToken);
            return true;
        });

        public override Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default) => store.ChangeAsync(() => upload.CommitAsync(cancellationToken));

        public override ValueTask DisposeAsync() => upload.DisposeAsync();
    }
}
