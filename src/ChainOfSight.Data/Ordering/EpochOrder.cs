namespace ChainOfSight.Data.Ordering;

/// <summary>
/// The order of one source in one epoch: shards are permuted, then the samples inside each window of consecutive shards, so that
/// at any time reads fall on few shards. A pure function of its arguments; the only table is one number per window.
/// </summary>
public sealed class EpochOrder
{
    private readonly IReadOnlyList<int> samplesPerShard;
    private readonly KeyedPermutation shards;
    private readonly int window;
    private readonly ulong key;
    private readonly long[] windowStarts;

    /// <summary>Prepares the order: one evaluation of the permutation per shard.</summary>
    /// <param name="key">From seed, source and epoch.</param>
    /// <param name="samplesPerShard">Samples of each shard, in the manifest's order.</param>
    /// <param name="shardsPerWindow">How many shards are mixed with each other: more mixes better and reads less sequentially.</param>
    public EpochOrder(ulong key, IReadOnlyList<int> samplesPerShard, int shardsPerWindow)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shardsPerWindow);
        ArgumentOutOfRangeException.ThrowIfZero(samplesPerShard.Count);
        this.samplesPerShard = samplesPerShard;
        this.key = key;
        window = shardsPerWindow;
        shards = new KeyedPermutation(KeyedHash.Combine(key, "shards"), samplesPerShard.Count);
        windowStarts = new long[((samplesPerShard.Count + window - 1) / window) + 1];
        for (var place = 0; place < samplesPerShard.Count; place++)
        {
            var inWindow = place / window;
            windowStarts[inWindow + 1] = (place % window == 0 ? windowStarts[inWindow] : windowStarts[inWindow + 1]) + SamplesAt(place);
        }
    }

    /// <summary>Samples in the epoch.</summary>
    public long Count => windowStarts[^1];

    /// <summary>The sample at a place of the epoch.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public (int Shard, int Index) At(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var inWindow = WindowOf(index);
        var samples = new KeyedPermutation(KeyedHash.Combine(key, (ulong)inWindow), windowStarts[inWindow + 1] - windowStarts[inWindow]);
        var rest = samples.At(index - windowStarts[inWindow]);
        for (var place = inWindow * window; ; place++)
        {
            var shard = (int)shards.At(place);
            if (rest < samplesPerShard[shard])
            {
                return (shard, (int)rest);
            }

            rest -= samplesPerShard[shard];
        }
    }

    private int SamplesAt(int place) => samplesPerShard[(int)shards.At(place)];

    private int WindowOf(long index)
    {
        var found = Array.BinarySearch(windowStarts, index);
        if (found < 0)
        {
            return ~found - 1;
        }

        // Windows of empty shards share their start with the next one: the last of them holds the sample.
        while (windowStarts[found + 1] == index)
        {
            found++;
        }

        return found;
    }
}
