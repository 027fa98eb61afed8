using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Quarantine;
using ChainOfSight.Data.Shards;

namespace ChainOfSight.Data.Pipeline;

/// <summary>
/// Brings one sample from the store to its place in a slot: read, parse, decode, resize, or the cache. A bad sample becomes an empty place;
/// a fault of reading surfaces. Bounded in reads and in workers; safe for many threads.
/// </summary>
internal sealed class SamplePreparer(
    IReadOnlyList<SourceReader> sources, ImagePreparation? images, PipelineOptions options, PipelineMeter meter) : IDisposable
{
    private readonly SampleCache cache = new(options.CacheBytes);
    private readonly SemaphoreSlim reads = new(options.Reads);
    private readonly SemaphoreSlim workers = new(options.WorkersOrDefault);

    public long CacheBytes => cache.Bytes;

    public async Task<SlotPlace> PrepareAsync(long position, SampleAddress address, CancellationToken cancellationToken)
    {
        var key = (address.Source, address.Shard, address.Index);
        if (cache.Find(key) is { } cached)
        {
            meter.CountSample(fromCache: true);
            return new SlotPlace(position, cached);
        }

        var stored = await ReadAsync(address, cancellationToken).ConfigureAwait(false);
        return await WorkAsync(
            () =>
            {
                try
                {
                    var sample = Prepare(stored);
                    cache.Offer(key, sample, stored.Record.Length);
                    meter.CountSample(fromCache: false);
                    return new SlotPlace(position, sample);
                }
                catch (Exception e) when (e is BadSampleException or ImageDecodeException)
                {
                    var reason = e is ImageDecodeException image ? image.Reason : e.Message;
                    meter.CountQuarantined();
                    return new SlotPlace(position, null, reason, new QuarantineEntry(stored.Source, stored.Shard, stored.Index, stored.Offset, reason, stored.Sha256));
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does work of the processor when a worker is free.</summary>
    public async Task<T> WorkAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await workers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            workers.Release();
        }
    }

    public void Dispose()
    {
        reads.Dispose();
        workers.Dispose();
    }

    private async Task<StoredSample> ReadAsync(SampleAddress address, CancellationToken cancellationToken)
    {
        await reads.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await meter.TimeAsync(
                PipelineStage.Read, () => sources[address.Source].ReadAsync(address.Shard, address.Index, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            reads.Release();
        }
    }

    private PreparedSample Prepare(StoredSample stored)
    {
        var record = meter.Time(PipelineStage.Parse, () => StoredSampleReader.ReadRecord(stored));
        var image = images is null || stored.Image.IsEmpty ? null : images.Prepare(stored.Image, meter);
        return new PreparedSample($"{stored.Source}/{Path.GetFileNameWithoutExtension(stored.Shard)}/{record.Id}", record, image);
    }
}
