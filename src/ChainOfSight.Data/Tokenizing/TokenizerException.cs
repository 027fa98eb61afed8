using ChainOfSight.Storage;

namespace ChainOfSight.Data.Tokenizing;

/// <summary>A tokenizer cannot be made: unknown kind, missing or damaged files, a form that is not supported.</summary>
public sealed class TokenizerException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    public TokenizerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its technical cause.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public TokenizerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public TokenizerException()
    {
    }
}
