using ChainOfSight.Storage;

namespace ChainOfSight.Training.Generation;

/// <summary>A checkpoint cannot do what is asked of it.</summary>
public sealed class GenerationException : UserErrorException
{
    /// <summary>Creates the error with a message fit for the person who sees it.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    public GenerationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with a message fit for the person who sees it, and its technical cause.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public GenerationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public GenerationException()
    {
    }
}
