namespace ChainOfSight.Torch;

/// <summary>The loaded libtorch, or this device or type, lacks what was asked for.</summary>
public sealed class TorchUnsupportedException : TorchException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was wrong, and where.</param>
    public TorchUnsupportedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    /// <param name="message">What was wrong, and where.</param>
    /// <param name="innerException">What was caught.</param>
    public TorchUnsupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public TorchUnsupportedException()
    {
    }
}
