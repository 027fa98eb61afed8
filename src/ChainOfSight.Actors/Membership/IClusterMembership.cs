namespace ChainOfSight.Actors.Membership;

/// <summary>The cluster's members, kept current, with the means to look at once.</summary>
public interface IClusterMembership : IClusterView
{
    /// <summary>Reads the table now.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The view after it.</returns>
    Task<ClusterView> RefreshAsync(CancellationToken cancellationToken);
}
