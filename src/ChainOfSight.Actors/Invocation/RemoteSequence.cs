namespace ChainOfSight.Actors.Invocation;

/// <summary>The result of a call to a method that returns a sequence: nothing is sent before it is enumerated.</summary>
/// <param name="proxy">The grain.</param>
/// <param name="request">The call.</param>
/// <param name="batchSize">How many items one message may bring.</param>
internal sealed class RemoteSequence<T>(GrainProxy proxy, SequenceRequest<T> request, int batchSize) : IAsyncEnumerable<T>
{
    public const int DefaultBatchSize = 100;

    public RemoteSequence<T> With(int maxBatchSize) => new(proxy, request, maxBatchSize);

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var both = request.CallerToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.CallerToken)
            : null;
        var token = both?.Token ?? cancellationToken;
        var sequence = proxy.Runtime.NewGuid();
        var ended = false;
        try
        {
            token.ThrowIfCancellationRequested();
            var batch = await proxy.Runtime.Call(proxy, request.ToStart(sequence, batchSize), token);
            while (true)
            {
                ended = batch.Ended;
                foreach (var item in batch.Items)
                {
                    yield return item;
                }

                if (ended)
                {
                    break;
                }

                token.ThrowIfCancellationRequested();
                batch = await proxy.Runtime.Call(proxy, request.ToNext(sequence, batchSize), token);
            }
        }
        finally
        {
            if (!ended)
            {
                proxy.Runtime.Send(proxy, request.ToEnd(sequence));
            }
        }
    }
}
