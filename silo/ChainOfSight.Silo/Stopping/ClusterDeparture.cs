using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Replicas;

namespace ChainOfSight.Silo.Stopping;

/// <summary>Leaves by way of the cluster's own orders, as an operator would drain the silo.</summary>
/// <param name="client">The silo's own way into the cluster.</param>
/// <param name="silo">Name of the silo.</param>
/// <param name="devices">Its devices.</param>
/// <param name="leave">Stops the runtime in this process.</param>
public sealed class ClusterDeparture(CosClient client, string silo, IReadOnlyList<string> devices, Func<CancellationToken, Task> leave) : IDeparture
{
    /// <inheritdoc/>
    public Task RefuseNewWorkAsync(CancellationToken cancellationToken) => client.DrainAsync(silo, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> BusyReplicasAsync(CancellationToken cancellationToken)
    {
        var busy = new List<string>();
        foreach (var device in devices)
        {
            var view = await client.ReplicaAsync($"{silo}/{device}", cancellationToken);
            if (view.Run is not null && view.Phase is not (ReplicaPhase.Idle or ReplicaPhase.Failed))
            {
                busy.Add(view.Replica);
            }
        }

        return busy;
    }

    /// <inheritdoc/>
    public Task LeaveAsync(CancellationToken cancellationToken) => leave(cancellationToken);
}
