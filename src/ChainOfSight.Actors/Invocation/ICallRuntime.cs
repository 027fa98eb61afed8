namespace ChainOfSight.Actors.Invocation;

/// <summary>What references call through: a silo or a client.</summary>
internal interface ICallRuntime
{
    /// <summary>Makes references of the same runtime.</summary>
    IGrainFactory Factory { get; }

    /// <summary>Sends a request and returns the task of its result.</summary>
    Task<TResult> Call<TResult>(GrainReference target, GrainRequest<TResult> request);

    /// <summary>Sends a request without waiting for anything.</summary>
    void Send(GrainReference target, GrainRequest request);
}
