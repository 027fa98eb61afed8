namespace ChainOfSight.Actors;

/// <summary>Base of what the runtime throws. It keeps Orleans' name, so that callers catch the same type on both engines.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>Without a cause.</summary>
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    /// <summary>With a message.</summary>
    public OrleansException(string? message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public OrleansException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
