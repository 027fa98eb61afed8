namespace ChainOfSight.Storage;

/// <summary>
/// A fault that a person can mend: its message says what was wrong, where, what is legal and what to do.
/// Shown as it is, without a stack trace.
/// </summary>
public class UserErrorException : Exception
{
    /// <summary>Creates the error with a message fit for the person who sees it.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    public UserErrorException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with a message fit for the person who sees it, and its technical cause.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public UserErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public UserErrorException()
    {
    }
}
