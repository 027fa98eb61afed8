using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Membership;

/// <summary>Calls the keepers at the start and after each change of the cluster, never two at a time; what failed is tried again.</summary>
/// <param name="membership">The cluster.</param>
/// <param name="keepers">Whom to call.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failures.</param>
internal sealed partial class KeeperPump(IClusterView membership, IReadOnlyList<IClusterKeeper> keepers, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(10);

    /// <summary>Keeps until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var early = new Signal(time);
        using var changes = membership.Subscribe(_ => early.Set());
        using var stopped = cancellationToken.Register(early.Set);
        while (!cancellationToken.IsCancellationRequested)
        {
            var failed = false;
            foreach (var keeper in keepers)
            {
                failed |= !await TryKeepAsync(keeper, cancellationToken);
            }

            // Without a change it still looks now and then: a call that a keeper made may have been lost with its target.
            await early.WaitAsync(failed ? RetryPeriod : LookPeriod);
        }
    }

    private async Task<bool> TryKeepAsync(IClusterKeeper keeper, CancellationToken cancellationToken)
    {
        try
        {
            await keeper.KeepAsync(membership.Current, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(logger, keeper.GetType().Name, e.Message);
            }

            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Keeper} failed and is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string keeper, string reason);
}
