using ChainOfSight.Storage;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Tests.Cluster.Curves;

/// <summary>Lines of curves while the store is slow or fails.</summary>
public sealed class MetricsLogTests
{
    /// <summary>Promise: a line that comes while a segment is being written is neither lost nor written twice.</summary>
    [Fact]
    public async Task Lines_that_come_while_a_segment_is_written_are_kept()
    {
        var store = new SlowStore();
        var log = new MetricsLog(store, "run", TimeProvider.System);
        log.Add(Line(1));
        var first = log.FlushAsync(default);
        log.Add(Line(2));
        var second = log.FlushAsync(default);
        store.Go.SetResult();
        await Task.WhenAll(first, second);
        log.Add(Line(3));
        await log.FlushAsync(default);

        Assert.Equal([1, 2, 3], (await MetricsReader.ReadAsync(store.Inner, "run")).Select(line => line.Step));
        Assert.Equal(3, store.Lines);
        Assert.Empty(log.Waiting);
    }

    /// <summary>Promise: lines whose segment could not be written wait and are written later.</summary>
    [Fact]
    public async Task Lines_of_a_write_that_failed_are_written_with_the_next()
    {
        var store = new SlowStore();
        var log = new MetricsLog(store, "run", TimeProvider.System);
        log.Add(Line(1));
        var failing = log.FlushAsync(default);
        store.Go.SetException(new StoreUnavailableException("the store", "writing", "it is away."));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => failing);
        store.Go = new TaskCompletionSource();
        store.Go.SetResult();
        log.Add(Line(2));
        await log.FlushAsync(default);

        Assert.Equal([1, 2], (await MetricsReader.ReadAsync(store.Inner, "run")).Select(line => line.Step));
    }

    /// <summary>Promise: steps behind an early end, given up in a return to a checkpoint, are in no curve; those that a later generation did are.</summary>
    [Fact]
    public async Task Steps_behind_the_early_end_of_a_stage_do_not_count()
    {
        var store = new MemoryBlobStore();
        var log = new MetricsLog(store, "run", TimeProvider.System);
        log.Add(Line(1));
        log.Add(Line(2));
        log.Add(Line(3));
        log.Add(Line(2) with { Generation = 2, IsEnd = true });
        log.Add(Line(4) with { Generation = 3 });
        await log.FlushAsync(default);

        Assert.Equal([1, 2, 4], (await MetricsReader.ReadAsync(store, "run")).Select(line => line.Step));
    }

    private static StepMetric Line(long step) => new() { Generation = 1, Stage = "one", StageIndex = 0, Step = step, Loss = 1 };

    // Commits wait for the word.
    private sealed class SlowStore : IBlobStore
    {
        public MemoryBlobStore Inner { get; } = new();

        public TaskCompletionSource Go { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Lines { get; private set; }

        public string Description => "a slow store";

        public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default) => Inner.FindAsync(name, cancellationToken);

        public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default) => Inner.OpenReadAsync(name, range, cancellationToken);

        public async Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) =>
            new Upload(await Inner.StartUploadAsync(name, condition, cancellationToken), this);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancellationToken = default) => Inner.ListAsync(prefix, cancellationToken);

        public Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default) => Inner.DeleteAsync(name, condition, cancellationToken);

        private sealed class Upload(BlobUpload upload, SlowStore store) : BlobUpload
        {
            private int lines;

            public override ValueTask AppendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken = default)
            {
                lines += block.Span.Count((byte)'\n');
                return upload.AppendAsync(block, cancellationToken);
            }

            public override async Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default)
            {
                await store.Go.Task;
                store.Lines += lines;
                return await upload.CommitAsync(cancellationToken);
            }

            public override ValueTask DisposeAsync() => upload.DisposeAsync();
        }
    }
}
