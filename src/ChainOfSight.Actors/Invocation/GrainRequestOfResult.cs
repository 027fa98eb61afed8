using ChainOfSight.Actors.Messaging;
using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Invocation;

/// <summary>A call whose method has a result; <see cref="Nothing"/> for those without.</summary>
public abstract class GrainRequest<TResult> : GrainRequest
{
    /// <summary>Serializes and copies the result.</summary>
    public abstract Codec<TResult> ResultCodec { get; }

    /// <summary>Calls the method of a grain.</summary>
    /// <param name="grain">The grain's instance.</param>
    /// <param name="cancellationToken">Cancelled, in a turn of the grain, when the caller's token is.</param>
    public abstract ValueTask<TResult> Invoke(object grain, CancellationToken cancellationToken);

    internal virtual ValueTask<TResult> InvokeOn(IRequestTarget target, CancellationToken cancellationToken) =>
        Invoke(target.Instance, cancellationToken);

    internal sealed override Task Run(IRequestRunner runner, Message message) => runner.Run(this, message);
}
