using ChainOfSight.Data.Mixing;

namespace ChainOfSight.Data.Ordering;

/// <summary>
/// The order of a whole run: which sample of which source stands at each global position. The state of a loader is that one number.
/// </summary>
/// <param name="mixture">Which source at which position.</param>
/// <param name="sources">The order of each source, as many as the mixture has.</param>
public sealed class SampleOrder(MixturePattern mixture, IReadOnlyList<SourceOrder> sources)
{
    /// <summary>The sample at a global position.</summary>
    /// <param name="position">From 0, without end.</param>
    public SampleAddress At(long position)
    {
        var (source, index) = mixture.At(position);
        var (epoch, shard, sample) = sources[source].At(index);
        return new SampleAddress(source, epoch, shard, sample);
    }
}
