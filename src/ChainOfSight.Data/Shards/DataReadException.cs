using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>Data could not be read, although it was tried several times. Nothing is wrong with the data itself as far as is known.</summary>
public sealed class DataReadException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="what">What was read.</param>
    /// <param name="attempts">How often.</param>
    /// <param name="innerException">The last failure.</param>
    public DataReadException(string what, int attempts, Exception innerException)
        : base($"{what} could not be read in {attempts} attempts: {innerException.Message} Check the disk or the connection to the store; the run can be resumed from its last checkpoint.", innerException)
    {
    }
}
