using ChainOfSight.Storage;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Grains.Runs;

/// <summary>Takes runs for a cluster, so that neither a process without a cluster nor another cluster trains a run of the same name in the same store meanwhile.</summary>
/// <param name="store">The store.</param>
/// <param name="cluster">Name of the cluster.</param>
/// <param name="time">Clock.</param>
public sealed class ClusterClaims(IBlobStore store, string cluster, TimeProvider time)
{
    /// <summary>Takes a run, or takes it over from another silo of the cluster.</summary>
    /// <param name="run">Its name.</param>
    /// <param name="waits">Whether one who may be gone is waited for.</param>
    /// <exception cref="RunHeldException">Somebody else trains it.</exception>
    public Task<RunHold> TakeAsync(string run, bool waits) =>
        RunHold.TakeAsync(store, run, RunHolder.OfThisProcess() with { Cluster = cluster }, time, waits ? _ => { } : null, CancellationToken.None);
}
