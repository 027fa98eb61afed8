namespace ChainOfSight.Data.Shards;

/// <summary>A sample whose bytes are those that were written, and yet can't be used. It goes to quarantine.</summary>
public sealed class BadSampleException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">Why it can't be used, as a clause.</param>
    public BadSampleException(string reason)
        : base(reason)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    /// <param name="reason">Why it can't be used, as a clause.</param>
    /// <param name="innerException">What was caught.</param>
    public BadSampleException(string reason, Exception innerException)
        : base(reason, innerException)
    {
    }
}
