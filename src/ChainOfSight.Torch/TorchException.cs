using System.Runtime.InteropServices;

namespace ChainOfSight.Torch;

/// <summary>
/// libtorch refused a call. The message is libtorch's own first lines, headed by the operator's name.
/// It is an <see cref="ExternalException"/>, as TorchSharp's errors are.
/// </summary>
public class TorchException : ExternalException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What libtorch said.</param>
    public TorchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    /// <param name="message">What libtorch said.</param>
    /// <param name="innerException">What was caught.</param>
    public TorchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public TorchException()
    {
    }
}
