using ChainOfSight.Data.Mixing;
using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Shards;

namespace ChainOfSight.Data.Sources;

/// <summary>The order of a data set's samples: the part of each source that is read, permuted and mixed.</summary>
/// <param name="Samples">What stands at each position.</param>
/// <param name="SamplesPerEpoch">Samples of one epoch of each source.</param>
internal sealed record DataSetOrder(SampleOrder Samples, IReadOnlyList<long> SamplesPerEpoch)
{
    /// <exception cref="DataSetException">The part of a source that is read is empty.</exception>
    public static DataSetOrder Of(DataSetSettings settings, IReadOnlyList<SourceReader> sources)
    {
        HeldOutSplit[] splits = [.. settings.Sources.Zip(sources, (source, reader) =>
            new HeldOutSplit(reader.Manifest.Name, reader.Manifest.Shards.Select(shard => shard.Samples), source.HeldOutShare))];
        IReadOnlyList<int>[] parts = [.. splits.Select(split => split.SamplesPerShard(settings.HeldOut))];
        string[] empty = [.. parts.Zip(sources).Where(part => part.First.Sum(samples => (long)samples) == 0)
            .Select(part => $"source '{part.Second.Name}' has {part.Second.Manifest.Samples} samples, of which none are {(settings.HeldOut ? "held out" : "left to train on")}. Change the held-out share.")];
        if (empty.Length > 0)
        {
            throw new DataSetException(empty);
        }

        SourceOrder[] orders = [.. parts.Zip(sources, (part, reader) => new SourceOrder(settings.Seed, reader.Name, part, settings.ShardsPerWindow))];
        var samples = new SampleOrder(
            new MixturePattern([.. settings.Sources.Select(source => source.Weight)]),
            orders,
            (source, shard, index) => splits[source].IndexOf(settings.HeldOut, shard, index));
        return new DataSetOrder(samples, [.. orders.Select(order => order.SamplesPerEpoch)]);
    }
}
