namespace ChainOfSight.Actors.Invocation;

/// <summary>Base of generated proxies.</summary>
public abstract class GrainProxy : GrainReference
{
    /// <summary>Sends a request and returns the task of its result.</summary>
    protected Task<TResult> Call<TResult>(GrainRequest<TResult> request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Runtime.Call(this, request, request.CallerToken);
    }

    /// <summary>Sends a request without waiting for anything.</summary>
    protected void Send(GrainRequest request) => Runtime.Send(this, request);

    /// <summary>The sequence that a method returns; nothing is sent yet.</summary>
    protected IAsyncEnumerable<T> Sequence<T>(SequenceRequest<T> request) => new RemoteSequence<T>(this, request, RemoteSequence<T>.DefaultBatchSize);

    internal void Bind(ICallRuntime runtime, GrainId grain) => (Runtime, GrainId) = (runtime, grain);
}
