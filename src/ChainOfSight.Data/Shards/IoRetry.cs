using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// Repeats a read that failed for a reason that may pass (network, disk, torn download), with growing pauses, and surfaces the fault when it
/// does not. What is wrong with the request itself is not repeated.
/// </summary>
/// <param name="timeProvider">Clock of the pauses; the system's by default.</param>
public sealed class IoRetry(TimeProvider? timeProvider = null)
{
    private long retries;

    /// <summary>How often a read is tried; 5 by default.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Pause after the first failure; doubles after each further one. 200 ms by default.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause; 10 s by default.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Repetitions so far, by all callers.</summary>
    public long Retries => Interlocked.Read(ref retries);

    /// <summary>Runs a read until it succeeds or the attempts are used up.</summary>
    /// <param name="what">What is read, for the message.</param>
    /// <param name="read">The read.</param>
    /// <param name="cancellationToken">Stops the read and the pauses.</param>
    /// <exception cref="ShardDamagedException">The bytes were wrong at every attempt.</exception>
    /// <exception cref="DataReadException">The read failed at every attempt.</exception>
    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken = default)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (MayPass(e) && attempt < Attempts)
            {
                Interlocked.Increment(ref retries);
                await Task.Delay(pause, timeProvider ?? TimeProvider.System, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (Exception e) when (MayPass(e) && e is not UserErrorException)
            {
                throw new DataReadException(what, Attempts, e);
            }
        }
    }

    private static bool MayPass(Exception e) => e is IOException or TimeoutException or UnauthorizedAccessException or ShardDamagedException or BlobNotFoundException;
}
