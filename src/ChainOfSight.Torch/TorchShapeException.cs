namespace ChainOfSight.Torch;

/// <summary>An operator refuses the shapes, types or values of its arguments.</summary>
public sealed class TorchShapeException : TorchException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was wrong, and where.</param>
    public TorchShapeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    /// <param name="message">What was wrong, and where.</param>
    /// <param name="innerException">What was caught.</param>
    public TorchShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public TorchShapeException()
    {
    }
}
