namespace ChainOfSight.Torch;

/// <summary>An index lies outside its dimension.</summary>
public sealed class TorchIndexException : TorchException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was wrong, and where.</param>
    public TorchIndexException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    /// <param name="message">What was wrong, and where.</param>
    /// <param name="innerException">What was caught.</param>
    public TorchIndexException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public TorchIndexException()
    {
    }
}
