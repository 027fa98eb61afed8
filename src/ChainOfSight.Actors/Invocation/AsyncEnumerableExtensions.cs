using ChainOfSight.Actors.Invocation;

namespace ChainOfSight.Actors;

/// <summary>Settings of a call whose result is a sequence.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>How many items one message may bring; the grain runs at most that far ahead. Default 100.</summary>
    /// <param name="self">The result of a call to a grain; anything else is returned as it is.</param>
    /// <param name="maxBatchSize">At least 1.</param>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatchSize, 1);
        return self is RemoteSequence<T> sequence ? sequence.With(maxBatchSize) : self;
    }
}
