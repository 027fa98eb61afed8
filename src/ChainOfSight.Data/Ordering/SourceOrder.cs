namespace ChainOfSight.Data.Ordering;

/// <summary>
/// The endless order of one source: epoch after epoch, each a new permutation of all its samples. A pure function of seed, name and shard sizes;
/// other sources of the run don't change it. Keeps the tables of the last few epochs, so neighbouring calls are cheap. Safe for many threads.
/// </summary>
public sealed class SourceOrder
{
    private readonly ulong key;
    private readonly int[] samplesPerShard;
    private readonly int shardsPerWindow;
    private volatile EpochTable? newest;

    /// <summary>Prepares the order of a source.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="samplesPerShard">Samples of each shard in the manifest's order; at least one sample in all.</param>
    /// <param name="shardsPerWindow">See <see cref="EpochOrder"/>.</param>
    public SourceOrder(long seed, string source, IEnumerable<int> samplesPerShard, int shardsPerWindow)
    {
        this.samplesPerShard = [.. samplesPerShard];
        this.shardsPerWindow = shardsPerWindow;
        key = KeyedHash.Combine(KeyedHash.Combine((ulong)seed, "order"), source);
        SamplesPerEpoch = this.samplesPerShard.Sum(samples => (long)samples);
        ArgumentOutOfRangeException.ThrowIfZero(SamplesPerEpoch, nameof(samplesPerShard));
    }

    /// <summary>Samples of one epoch.</summary>
    public long SamplesPerEpoch { get; }

    /// <summary>The sample that the source gives as its <paramref name="index"/>-th, counted over all epochs from 0.</summary>
    public (long Epoch, int Shard, int Index) At(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var (epoch, place) = Math.DivRem(index, SamplesPerEpoch);
        var (shard, sample) = Epoch(epoch).At(place);
        return (epoch, shard, sample);
    }

    private EpochOrder Epoch(long epoch)
    {
        var table = newest;
        if (table?.Epoch == epoch)
        {
            return table.Order;
        }

        // At the border of two epochs prefetching looks into both.
        if (table?.Previous?.Epoch == epoch)
        {
            return table.Previous.Order;
        }

        var order = new EpochOrder(KeyedHash.Combine(key, (ulong)epoch), samplesPerShard, shardsPerWindow);
        newest = new EpochTable(epoch, order, table is null ? null : table with { Previous = null });
        return order;
    }

    private sealed record EpochTable(long Epoch, EpochOrder Order, EpochTable? Previous);
}
