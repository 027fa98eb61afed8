using ChainOfSight.Actors.Messaging;
using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Invocation;

/// <summary>A call as a message: the method and its arguments. Generated code derives one class per method.</summary>
public abstract class GrainRequest
{
    /// <summary>The method.</summary>
    public abstract MethodDescription Method { get; }

    /// <summary>The caller's token, if the method takes one; it stays on the caller's side.</summary>
    public virtual CancellationToken CallerToken => default;

    internal virtual MethodOptions Options => Method.Options;

    /// <summary>True if the method takes a token.</summary>
    public virtual bool TakesToken => false;

    /// <summary>A copy that shares nothing changeable with this one.</summary>
    public abstract GrainRequest Copy();

    /// <summary>Writes the arguments.</summary>
    public abstract void WriteArguments(MessageWriter writer);

    internal abstract Task Run(IRequestRunner runner, Message message);
}
