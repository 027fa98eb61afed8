using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Membership;

/// <summary>The membership table with time-outs and with changes repeated until they are made or no longer needed.</summary>
/// <param name="table">The table.</param>
/// <param name="me">Whose client it is: spreads repeated attempts.</param>
/// <param name="options">Times.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failed attempts.</param>
internal sealed partial class MembershipTableClient(
    IMembershipTable table, SiloAddress me, MembershipOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>One bounded call.</summary>
    /// <exception cref="TimeoutException">It took longer than the table's time-out.</exception>
    public async Task<T> CallAsync<T>(Func<IMembershipTable, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.TableTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            // A store that does not listen to its token must not hold the protocol up.
            return await call(table, linked.Token).WaitAsync(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The membership table did not answer within {options.TableTimeout.TotalSeconds:0.#} s.");
        }
    }

    /// <summary>Reads all rows.</summary>
    public Task<MembershipTableData> ReadAsync(CancellationToken cancellationToken) => CallAsync((it, ct) => it.ReadAllAsync(ct), cancellationToken);

    /// <summary>A call repeated until it succeeds: the store may be away for a while.</summary>
    public async Task<T> PersistAsync<T>(Func<IMembershipTable, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await CallAsync(call, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsPassing(e))
            {
                LogAttempt(logger, attempt < 3 ? LogLevel.Debug : LogLevel.Warning, attempt, e.Message);
            }

            await Task.Delay(Pause(attempt), time, cancellationToken);
        }
    }

    /// <summary>Changes one row by compare-and-swap, reading anew after each conflict and each failure whose outcome is unknown.</summary>
    /// <param name="change">The row as it shall be, made from what was just read; null where nothing is to be done (any more).</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The table after it.</returns>
    public async Task<MembershipTableData> ChangeAsync(Func<MembershipTableData, MembershipEntry?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var data = await ReadAsync(cancellationToken);
                if (change(data) is not { } entry)
                {
                    return data;
                }

                if (await WriteAsync(data, entry, cancellationToken))
                {
                    return await ReadAsync(cancellationToken);
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsPassing(e))
            {
                LogAttempt(logger, attempt < 3 ? LogLevel.Debug : LogLevel.Warning, attempt, e.Message);
            }

            await Task.Delay(Pause(attempt), time, cancellationToken);
        }
    }

    /// <summary>Whether it is worth trying again: all but faults that a person must mend.</summary>
    public static bool IsPassing(Exception e) => e is not (OrleansException or OrleansConfigurationException or ArgumentException or NotSupportedException);

    private Task<bool> WriteAsync(MembershipTableData data, MembershipEntry entry, CancellationToken cancellationToken) =>
        data.TryGet(entry.SiloAddress) is var (_, etag)
            ? CallAsync((it, ct) => it.UpdateRowAsync(entry, etag, data.Version.Next(), ct), cancellationToken)
            : CallAsync((it, ct) => it.InsertRowAsync(entry, data.Version.Next(), ct), cancellationToken);

    private TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(
        Math.Min(20 << Math.Min(attempt, 5), 500) + (StableHash.ComputeHash($"{me.ToParsableString()} {attempt}") % 50));

    [LoggerMessage(Message = "Using the membership table failed at attempt {Attempt} and is tried again: {Reason}")]
    private static partial void LogAttempt(ILogger logger, LogLevel level, int attempt, string reason);
}
