namespace ChainOfSight.Tensors;

/// <summary>The tensor engine cannot do what is asked for; the message says what, and what to do.</summary>
public sealed class TensorEngineException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong, what is legal, what to do.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public TensorEngineException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
