namespace ChainOfSight.Actors;

/// <summary>Which cluster a silo or client belongs to.</summary>
public class ClusterOptions
{
    /// <summary>The cluster's id: silos with different ids never talk. Default <c>default</c>.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service's id: names stored grain state across redeployments. Default <c>default</c>.</summary>
    public string ServiceId { get; set; } = "default";
}
