using System.Collections.Concurrent;
using ChainOfSight.Data.Collation;

namespace ChainOfSight.Data.Pipeline;

/// <summary>
/// Keeps prepared samples under a cap of bytes. What is in stays in: in an order that goes through all samples before it repeats one,
/// throwing out the oldest would throw out what comes next. Safe for many threads.
/// </summary>
/// <param name="capacity">Most bytes.</param>
internal sealed class SampleCache(long capacity)
{
    // Strings and lists of a record, beside its pixels: an estimate on the safe side.
    private const int BytesPerRecord = 2048;

    private readonly ConcurrentDictionary<(int Source, int Shard, int Index), PreparedSample> samples = new();
    private long bytes;

    public long Bytes => Interlocked.Read(ref bytes);

    public PreparedSample? Find((int Source, int Shard, int Index) key) => samples.GetValueOrDefault(key);

    public void Offer((int Source, int Shard, int Index) key, PreparedSample sample, int recordBytes)
    {
        var size = BytesPerRecord + (4L * recordBytes) + (sample.Image?.Rgb.Length ?? 0);
        if (Interlocked.Add(ref bytes, size) > capacity || !samples.TryAdd(key, sample))
        {
            Interlocked.Add(ref bytes, -size);
        }
    }
}
