namespace ChainOfSight.Models;

/// <summary>Base of every fault of a model's description or weights that its user can mend; the message is fit to be shown as it is.</summary>
public abstract class ModelException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, where, what is legal, what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    protected ModelException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
