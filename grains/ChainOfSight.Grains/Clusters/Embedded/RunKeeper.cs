using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Grains.Clusters;

/// <summary>Wakes unfinished runs at the start of a silo and at each change of the cluster.</summary>
/// <param name="grains">Makes references.</param>
public sealed class RunKeeper(IGrainFactory grains) : IClusterKeeper
{
    /// <inheritdoc/>
    public Task KeepAsync(ClusterView view, CancellationToken cancellationToken) => UnfinishedRuns.WakeAsync(grains);
}
