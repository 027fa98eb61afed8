namespace ChainOfSight.Actors.Invocation;

/// <summary>The result of a call to a method that returns a sequence: nothing is sent before it is enumerated.</summary>
public abstract class RemoteSequence<T> : IAsyncEnumerable<T>
{
    private protected RemoteSequence()
    {
    }

    /// <inheritdoc/>
    public abstract IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default);

    internal abstract RemoteSequence<T> With(int maxBatchSize);
}
