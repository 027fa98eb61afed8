namespace ChainOfSight.Actors.Membership;

/// <summary>
/// What the runtime knows of the cluster's members: the seam between it and the membership protocol. Placement, directory and pending calls
/// follow its changes.
/// </summary>
public interface IClusterView
{
    /// <summary>The newest view. Versions only grow.</summary>
    ClusterView Current { get; }

    /// <summary>Calls back after every change, one call at a time, in order of version, never inside of <see cref="Subscribe"/>.</summary>
    /// <returns>Disposing it ends the calls.</returns>
    IDisposable Subscribe(Action<ClusterView> changed);
}
