namespace ChainOfSight.Client;

/// <summary>What a client must know of a cluster to reach it; its silos are found in the store.</summary>
public sealed record ClusterSettings
{
    /// <summary>Id that is used where none is named.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The store that the silos share: a folder, <c>azure://CONTAINER[/PREFIX]</c>, or the URL of a container.</summary>
    public required string Store { get; init; }

    /// <summary>The cluster's id; several clusters may share a store. Default <c>default</c>.</summary>
    public string ClusterId { get; init; } = DefaultClusterId;

    /// <summary>The cluster's secret, at least 16 characters; null for the one of this user, see <see cref="ClusterSecret"/>.</summary>
    public string? Secret { get; init; }

    /// <summary>How long a call is repeated while no silo answers; 30 s by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
