using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>The store as a silo sees it: its writes are moments of the silo, and nothing of a dead one reaches it.</summary>
/// <param name="inner">The store.</param>
/// <param name="silo">The silo.</param>
internal sealed class PointStore(IBlobStore inner, SiloLife silo) : IBlobStore
{
    public string Description => inner.Description;

    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default) => Alive().FindAsync(name, cancellationToken);

    public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default) => Alive().OpenReadAsync(name, range, cancellationToken);

    public async Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
        new Upload(await Alive().StartUploadAsync(name, condition, cancellationToken), silo, name);

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancellationToken = default) => Alive().ListAsync(prefix, cancellationToken);

    public async Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        await silo.PassAsync("delete begins", -1, -1, name);
        return await inner.DeleteAsync(name, condition, cancellationToken);
    }

    private IBlobStore Alive()
    {
        silo.RequireAlive();
        return inner;
    }

    private sealed class Upload(BlobUpload upload, SiloLife silo, string name) : BlobUpload
    {
        public override ValueTask AppendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken = default) => upload.AppendAsync(block, cancellationToken);

        public override async Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default)
        {
            await silo.PassAsync("write begins", -1, -1, name);
            var written = await upload.CommitAsync(cancellationToken);
            await silo.PassAsync("write ended", -1, -1, name);
            return written;
        }

        public override ValueTask DisposeAsync() => upload.DisposeAsync();
    }
}
