namespace ChainOfSight.Actors;

/// <summary>A queue is full or a message too large; the message alone failed.</summary>
[GenerateSerializer]
public sealed class LimitExceededException : OrleansException
{
    /// <summary>Without a cause.</summary>
    public LimitExceededException()
        : base("Limit exceeded.")
    {
    }

    /// <summary>With a message.</summary>
    public LimitExceededException(string? message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public LimitExceededException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Names the limit, its value and what exceeded it.</summary>
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit {limitName} exceeded: {current} where {threshold} are allowed. {extraInfo}")
    {
    }
}
