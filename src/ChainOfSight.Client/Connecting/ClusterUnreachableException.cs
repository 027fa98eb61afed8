using ChainOfSight.Storage;

namespace ChainOfSight.Client;

/// <summary>No silo of the cluster answered in time. Whether the last call took place is not known; orders may be repeated.</summary>
public sealed class ClusterUnreachableException : UserErrorException
{
    /// <summary>Names what was asked and for how long.</summary>
    /// <param name="what">What was asked.</param>
    /// <param name="patience">How long it was repeated.</param>
    /// <param name="innerException">The last fault.</param>
    public ClusterUnreachableException(string what, TimeSpan patience, Exception innerException)
        : base($"No silo answered within {patience.TotalSeconds:0} s ({what}): {innerException?.Message} Start one with './cos silo' on the same store, or look with './cos cluster' which there are.", innerException!)
    {
    }
}
