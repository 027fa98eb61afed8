using System.Security.Cryptography;
using ChainOfSight.Data.Mixing;
using ChainOfSight.Data.Ordering;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// Measures the seek of a loader in a source of generated shards, for <c>cos bench</c>. Bytes of a store are not part of it: the index is in memory.
/// </summary>
/// <param name="shards">Shards of the source.</param>
/// <param name="samplesPerShard">Samples of each.</param>
/// <param name="timeProvider">Clock; the system's by default.</param>
public sealed class SeekMeasurement(int shards, int samplesPerShard, TimeProvider? timeProvider = null)
{
    private readonly TimeProvider clock = timeProvider ?? TimeProvider.System;

    /// <summary>Seeks once, as a process that has just started does.</summary>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="position">Where to.</param>
    /// <returns>Where the sample is, and how long it took to know.</returns>
    public (SampleAddress Address, ShardEntry Entry, SeekTimes Times) Seek(long seed, long position)
    {
        var index = ShardIndex.Write([.. Enumerable.Range(0, samplesPerShard).Select(Entry)]);
        var hash = SHA256.HashData(index);
        var sizes = Enumerable.Repeat(samplesPerShard, shards);

        var start = clock.GetTimestamp();
        var source = new SourceOrder(seed, "generated", sizes, 16);
        _ = source.At(position);
        var order = clock.GetElapsedTime(start);

        start = clock.GetTimestamp();
        var address = new SampleOrder(new MixturePattern([1]), [source]).At(position);
        var locate = clock.GetElapsedTime(start);

        start = clock.GetTimestamp();
        if (!SHA256.HashData(index).AsSpan().SequenceEqual(hash))
        {
            throw new ShardDamagedException("The generated index", "its bytes changed.");
        }

        var entry = ShardIndex.Parse(index, long.MaxValue / 2, "generated")[address.Index];
        return (address, entry, new SeekTimes(order, locate, clock.GetElapsedTime(start)));
    }

    private static ShardEntry Entry(int sample)
    {
        // Blocks of 512 bytes: header, image of 8 KiB, header, record.
        var image = (sample * 19L * 512) + 512;
        return new ShardEntry(image, 8192, "jpg", image + 8192 + 512, 300, SHA256.HashData(BitConverter.GetBytes(sample)));
    }
}
