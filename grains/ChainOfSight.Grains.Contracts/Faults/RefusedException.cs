namespace ChainOfSight.Grains.Contracts.Faults;

/// <summary>A grain refused an order; the message says what was wrong, where, what is legal and what to do.</summary>
[GenerateSerializer]
[Alias("cos.refused")]
public class RefusedException : Exception
{
    /// <summary>Says why.</summary>
    public RefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what it came from.</summary>
    public RefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>For the serializer.</summary>
    public RefusedException()
    {
    }
}
