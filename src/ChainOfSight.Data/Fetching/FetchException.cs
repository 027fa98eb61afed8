using ChainOfSight.Storage;

namespace ChainOfSight.Data.Fetching;

/// <summary>A demo set could not be fetched; nothing half-done was left behind.</summary>
public sealed class FetchException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="what">The set or package.</param>
    /// <param name="why">What went wrong and what to do.</param>
    public FetchException(string what, string why)
        : base($"'{what}' was not fetched: {why}")
    {
    }
}
