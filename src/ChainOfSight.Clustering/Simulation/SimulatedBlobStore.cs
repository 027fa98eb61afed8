using ChainOfSight.Actors.Simulation;
using ChainOfSight.Storage;

namespace ChainOfSight.Clustering.Simulation;

/// <summary>A machine's way to a blob store that all share, with the simulated store's faults on it.</summary>
/// <param name="store">The store; answers at once, as the memory store does.</param>
/// <param name="calls">The faults.</param>
/// <param name="machine">Whose way.</param>
public sealed class SimulatedBlobStore(IBlobStore store, SimulatedStoreCalls calls, SimulatedMachine machine) : IBlobStore
{
    /// <inheritdoc />
    public string Description => "simulated store";

    /// <inheritdoc />
    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(machine, () => Done(store.FindAsync(name, CancellationToken.None)), cancellationToken);

    /// <inheritdoc />
    public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(machine, () => Done(store.OpenReadAsync(name, range, CancellationToken.None)), cancellationToken);

    /// <inheritdoc />
    public Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
        Task.FromResult<BlobUpload>(new Upload(this, name, condition));

    /// <inheritdoc />
    public async IAsyncEnumerable<BlobItem> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var item in await calls.ReadAsync(machine, () => Done(AllAsync(prefix)), cancellationToken))
        {
            yield return item;
        }
    }

    /// <inheritdoc />
    public Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) => calls.WriteAsync(
        machine,
        () => calls.IsConflict() && condition.ETag is not null
            ? throw new BlobConditionFailedException(Description, name, condition, null)
            : Done(store.DeleteAsync(name, condition, CancellationToken.None)),
        cancellationToken);

    // The store below answers at once; the time that a call takes is the simulation's.
    private static T Done<T>(Task<T> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("The store under a simulated store must answer at once: use MemoryBlobStore.");

    private async Task<List<BlobItem>> AllAsync(string prefix)
    {
        var items = new List<BlobItem>();
        await foreach (var item in store.ListAsync(prefix))
        {
            items.Add(item);
        }

        return items;
    }

    private async Task<BlobProperties> WriteAsync(string name, byte[] content, BlobCondition condition)
    {
        await using var upload = await store.StartUploadAsync(name, condition);
        await upload.AppendAsync(content);
        return await upload.CommitAsync();
    }

    private Task<BlobProperties> CommitAsync(string name, byte[] content, BlobCondition condition, CancellationToken cancellationToken) => calls.WriteAsync(
        machine,
        () => condition.ETag is not null && calls.IsConflict()
            ? throw new BlobConditionFailedException(Description, name, condition, null)
            : Done(WriteAsync(name, content, condition)),
        cancellationToken);

    private sealed class Upload(SimulatedBlobStore owner, string name, BlobCondition condition) : BlobUpload
    {
        private readonly MemoryStream content = new();

        public override ValueTask AppendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken = default)
        {
            content.Write(block.Span);
            return ValueTask.CompletedTask;
        }

        public override Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default) =>
            owner.CommitAsync(name, content.ToArray(), condition, cancellationToken);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
