namespace ChainOfSight.Grains.Replicas;

/// <summary>Ends the process of a lane whose native call does not return: nothing else can free its device.</summary>
public interface IStuckLane
{
    /// <summary>A lane was given up.</summary>
    /// <param name="device">Its device, as silo/device.</param>
    /// <param name="reason">Why, in words.</param>
    void GivenUp(string device, string reason);
}
