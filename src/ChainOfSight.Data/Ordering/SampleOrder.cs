using ChainOfSight.Data.Mixing;

namespace ChainOfSight.Data.Ordering;

/// <summary>
/// The order of a whole run: which sample of which source stands at each global position. The state of a loader is that one number.
/// </summary>
/// <param name="mixture">Which source at which position.</param>
/// <param name="sources">The order of each source, as many as the mixture has.</param>
/// <param name="place">Index in the shard of a sample that the order knows by (source, shard, index among the samples it orders); null where all of a shard's are.</param>
public sealed class SampleOrder(MixturePattern mixture, IReadOnlyList<SourceOrder> sources, Func<int, int, int, int>? place = null)
{
    /// <summary>The sample at a global position.</summary>
    /// <param name="position">From 0, without end.</param>
    public SampleAddress At(long position)
    {
        var (source, index) = mixture.At(position);
        var (epoch, shard, sample) = sources[source].At(index);
        return new SampleAddress(source, epoch, shard, place?.Invoke(source, shard, sample) ?? sample);
    }
}
