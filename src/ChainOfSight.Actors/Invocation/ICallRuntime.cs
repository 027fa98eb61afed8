namespace ChainOfSight.Actors.Invocation;

/// <summary>What references call through: a silo or a client.</summary>
internal interface ICallRuntime
{
    /// <summary>Makes references of the same runtime.</summary>
    IGrainFactory Factory { get; }

    /// <summary>Sends a request and returns the task of its result.</summary>
    /// <param name="target">The grain.</param>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Gives up waiting and tells the grain; not the token among the arguments.</param>
    Task<TResult> Call<TResult>(GrainReference target, GrainRequest<TResult> request, CancellationToken cancellationToken);

    /// <summary>Sends a request without waiting for anything.</summary>
    void Send(GrainReference target, GrainRequest request);

    /// <summary>A new unique number, from the runtime's own source of randomness.</summary>
    Guid NewGuid();
}
