namespace ChainOfSight.Training.Elastic;

/// <summary>Starts lanes on the devices of a silo.</summary>
public interface IReplicaLaneFactory
{
    /// <summary>Starts the lane of a device.</summary>
    /// <param name="start">Which device, and how.</param>
    /// <param name="cancellationToken">Ends the starting.</param>
    /// <exception cref="Storage.UserErrorException">The device is not there.</exception>
    Task<IReplicaLane> StartAsync(LaneStart start, CancellationToken cancellationToken);
}
