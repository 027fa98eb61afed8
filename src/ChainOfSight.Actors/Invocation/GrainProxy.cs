namespace ChainOfSight.Actors.Invocation;

/// <summary>Base of generated proxies.</summary>
public abstract class GrainProxy : GrainReference
{
    /// <summary>Sends a request and returns the task of its result.</summary>
    protected Task<TResult> Call<TResult>(GrainRequest<TResult> request) => Runtime.Call(this, request);

    /// <summary>Sends a request without waiting for anything.</summary>
    protected void Send(GrainRequest request) => Runtime.Send(this, request);

    internal void Bind(ICallRuntime runtime, GrainId grain) => (Runtime, GrainId) = (runtime, grain);
}
