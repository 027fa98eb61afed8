namespace ChainOfSight.Actors.Membership;

/// <summary>Told when this silo must stop because its word counts no more. Register lanes and whatever else acts on the world outside of grains.</summary>
public interface IFenceListener
{
    /// <summary>Stops acting, now. Must be short and not throw; comes before the grains are ended, on any thread.</summary>
    /// <param name="reason">Why the silo stops.</param>
    void OnFenced(string reason);
}
