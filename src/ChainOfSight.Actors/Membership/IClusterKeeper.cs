namespace ChainOfSight.Actors.Membership;

/// <summary>Looks, at the start of a silo and at every change of the cluster, for work that nobody else would wake, such as unfinished runs.</summary>
public interface IClusterKeeper
{
    /// <summary>Looks once. Never runs twice at a time in one silo; changes during a run lead to one more. A failure is logged and tried again.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="cancellationToken">The silo stops.</param>
    Task KeepAsync(ClusterView view, CancellationToken cancellationToken);
}
