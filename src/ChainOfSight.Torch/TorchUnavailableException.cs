namespace ChainOfSight.Torch;

/// <summary>No usable native library or libtorch: the message says what, where it was looked for, and what to do.</summary>
public sealed class TorchUnavailableException : TorchException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was wrong, and where.</param>
    public TorchUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    /// <param name="message">What was wrong, and where.</param>
    /// <param name="innerException">What was caught.</param>
    public TorchUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public TorchUnavailableException()
    {
    }
}
