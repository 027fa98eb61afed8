namespace ChainOfSight.Actors.Invocation;

/// <summary>
/// A call would wait for a request that waits for it (A → B → A). Let the reply go by a one-way message, mark the method
/// <see cref="AlwaysInterleaveAttribute"/>, or call inside of <see cref="RequestContext.AllowCallChainReentrancy"/>.
/// </summary>
[GenerateSerializer]
public sealed class CallCycleException : OrleansException
{
    /// <summary>Without a chain.</summary>
    public CallCycleException()
        : this("A cycle of calls was refused.")
    {
    }

    /// <summary>With a message that names the chain.</summary>
    public CallCycleException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public CallCycleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
