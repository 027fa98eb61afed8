namespace ChainOfSight.Client;

/// <summary>
/// Repeats a call while no silo answers: one that held the grain may have died, and another will. Every order of the client may be repeated, because
/// grains recognise what is done already.
/// </summary>
/// <param name="patience">How long.</param>
/// <param name="time">Clock of pauses and patience.</param>
internal sealed class CallRetry(TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Calls until an answer comes, good or bad.</summary>
    /// <param name="what">What is asked, for the message.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ClusterUnreachableException">None came in time.</exception>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call().WaitAsync(cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && MayPass(e))
            {
                if (time.GetElapsedTime(begun) >= patience)
                {
                    throw new ClusterUnreachableException(what, patience, e);
                }

                await PauseAsync(cancellationToken);
            }
        }
    }

    /// <summary>Gives an order until it is heard.</summary>
    /// <param name="what">What is ordered, for the message.</param>
    /// <param name="order">The call.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ClusterUnreachableException">Nobody answered in time.</exception>
    public async Task RunAsync(string what, Func<Task> order, CancellationToken cancellationToken) => await RunAsync(
        what,
        async () =>
        {
            await order();
            return true;
        },
        cancellationToken);

    /// <summary>Waits as between two attempts.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Pause, time, cancellationToken);

    /// <summary>Whether a fault is of reaching the grain and not of its own.</summary>
    public static bool MayPass(Exception fault) => fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException || ClientEngine.MayPass(fault);
}
