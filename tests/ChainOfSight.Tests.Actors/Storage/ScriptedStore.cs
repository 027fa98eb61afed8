using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>A store whose next write goes as told; all after it work again.</summary>
public sealed class ScriptedStore(IBlobStore inner) : IBlobStore
{
    public Outcome Next { get; set; }

    public string Description => inner.Description;

    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default) => inner.FindAsync(name, cancellationToken);

    public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default) =>
        inner.OpenReadAsync(name, range, cancellationToken);

    public async Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
        new Upload(this, name, condition, await inner.StartUploadAsync(name, condition, cancellationToken));

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(name, condition, cancellationToken);

    private sealed class Upload(ScriptedStore store, string name, BlobCondition condition, BlobUpload inner) : BlobUpload
    {
        public override ValueTask AppendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken = default) => inner.AppendAsync(block, cancellationToken);

        public override async Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default)
        {
            var outcome = store.Next;
            store.Next = Outcome.Works;
            if (outcome == Outcome.Fails)
            {
                throw new TimeoutException("The store did not answer.");
            }

            var written = await inner.CommitAsync(cancellationToken);
            return outcome switch
            {
                Outcome.LosesReply => throw new TimeoutException("The store did not answer."),
                Outcome.LosesReplyThenConflicts => throw new BlobConditionFailedException(store.Description, name, condition, written.ETag),
                _ => written,
            };
        }

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
