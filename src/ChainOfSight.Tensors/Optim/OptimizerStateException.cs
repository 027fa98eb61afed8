namespace ChainOfSight.Tensors.Optim;

/// <summary>A saved optimizer state does not fit the parameters: names, shapes or types differ.</summary>
public sealed class OptimizerStateException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What differs, where, what was expected.</param>
    public OptimizerStateException(string message)
        : base(message)
    {
    }
}
