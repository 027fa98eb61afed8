namespace ChainOfSight.Torch;

/// <summary>Host or device memory is exhausted.</summary>
public sealed class TorchOutOfMemoryException : TorchException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was wrong, and where.</param>
    public TorchOutOfMemoryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    /// <param name="message">What was wrong, and where.</param>
    /// <param name="innerException">What was caught.</param>
    public TorchOutOfMemoryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public TorchOutOfMemoryException()
    {
    }
}
