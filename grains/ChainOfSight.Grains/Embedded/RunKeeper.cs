using ChainOfSight.Actors.Membership;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Embedded;

/// <summary>Wakes unfinished runs at the start of a silo and at each change of the cluster: nobody else would.</summary>
/// <param name="grains">Makes references.</param>
public sealed class RunKeeper(IGrainFactory grains) : IClusterKeeper
{
    /// <inheritdoc/>
    public async Task KeepAsync(ChainOfSight.Actors.Membership.ClusterView view, CancellationToken cancellationToken)
    {
        foreach (var run in await grains.GetGrain<ICluster>(ICluster.Key).Runs())
        {
            if (run.Unfinished)
            {
                await grains.GetGrain<IRun>(run.Run).Wake();
            }
        }
    }
}
