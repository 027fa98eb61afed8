namespace ChainOfSight.Silo.Stopping;

/// <summary>What a silo does when it leaves.</summary>
public interface IDeparture
{
    /// <summary>Tells the cluster that this silo gives its replicas up and takes no new ones.</summary>
    Task RefuseNewWorkAsync(CancellationToken cancellationToken);

    /// <summary>Replicas of this silo that still serve a run.</summary>
    Task<IReadOnlyList<string>> BusyReplicasAsync(CancellationToken cancellationToken);

    /// <summary>Leaves the cluster and closes everything. When the token is cancelled it closes without waiting.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);
}
