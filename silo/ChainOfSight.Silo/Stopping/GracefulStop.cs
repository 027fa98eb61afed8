using Microsoft.Extensions.Logging;

namespace ChainOfSight.Silo.Stopping;

/// <summary>
/// The order in which a silo leaves: it takes no slots any more, ends the step it is in, hands over, leaves. Each is tried within the one budget; what fails or
/// takes longer is left to the others, who treat the silo as one that died.
/// </summary>
/// <param name="departure">What the silo does at each of these.</param>
/// <param name="budget">How long all of it may take.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of each.</param>
public sealed partial class GracefulStop(IDeparture departure, TimeSpan budget, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Leaves.</summary>
    /// <param name="atOnce">Cancelled when somebody can't wait: the silo ends without more ado.</param>
    /// <returns>Whether all was handed over in time.</returns>
    public async Task<bool> RunAsync(CancellationToken atOnce = default)
    {
        using var spent = new CancellationTokenSource(budget, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(spent.Token, atOnce);
        var handedOver = false;
        try
        {
            Draining(budget.TotalSeconds);
            await departure.RefuseNewWorkAsync(end.Token);
            while (await departure.BusyReplicasAsync(end.Token) is { Count: > 0 } busy)
            {
                WaitingFor(busy);
                await Task.Delay(Look, time, end.Token);
            }

            handedOver = true;
            HandedOver();
        }
        catch (OperationCanceledException)
        {
            NotInTime(budget.TotalSeconds);
        }
#pragma warning disable CA1031 // Whatever fails in handing over, the silo still leaves.
        catch (Exception e)
#pragma warning restore CA1031
        {
            HandOverFailed(e);
        }

        await departure.LeaveAsync(end.Token);
        return handedOver;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: no new slots; the step ends, then others take over. At most {Budget} s.")]
    private partial void Draining(double budget);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Still busy: {Replicas}.")]
    private partial void WaitingFor(IReadOnlyList<string> replicas);

    [LoggerMessage(Level = LogLevel.Information, Message = "Everything is handed over.")]
    private partial void HandedOver();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not everything was handed over within {Budget} s; the others go on from what they hold.")]
    private partial void NotInTime(double budget);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hand-over failed; the others go on from what they hold.")]
    private partial void HandOverFailed(Exception fault);
}
