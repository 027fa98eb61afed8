namespace ChainOfSight.Clustering;

/// <summary>What an endpoint answers to who asks it for the cluster's secret.</summary>
public enum SecretAnswer
{
    /// <summary>Nobody listens there.</summary>
    Closed,

    /// <summary>Somebody listens but proves nothing in time: frozen, behind a slow network, or none of ours.</summary>
    Silent,

    /// <summary>It has another secret.</summary>
    Different,

    /// <summary>It has the same secret.</summary>
    Same,
}
