using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Clusters;

/// <summary>Wakes the runs that are not at their end. Each actor engine has a keeper that does so at a silo's start and at each change of the cluster: nobody else would.</summary>
internal static class UnfinishedRuns
{
    /// <summary>Calls each of them once.</summary>
    public static async Task WakeAsync(IGrainFactory grains)
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
