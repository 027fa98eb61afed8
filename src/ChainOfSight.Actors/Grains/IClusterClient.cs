namespace ChainOfSight.Actors;

/// <summary>A program's way into a cluster, outside (client) or inside (silo).</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the host.</summary>
    IServiceProvider ServiceProvider { get; }
}
