using Microsoft.Extensions.Logging;

namespace ChainOfSight.Grains.Clusters;

/// <summary>Wakes unfinished runs at the start of a silo and at each change of the cluster; what fails is tried again, since a dead silo's grains take a while to be found anew.</summary>
/// <param name="membership">Tells the changes.</param>
/// <param name="grains">Makes references.</param>
/// <param name="time">Clock of the pauses.</param>
/// <param name="log">Hears of failures.</param>
public sealed partial class RunKeeper(IClusterMembershipService membership, IGrainFactory grains, TimeProvider time, ILogger<RunKeeper> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource stopping = new();
    private Task work = Task.CompletedTask;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(RunKeeper),
        ServiceLifecycleStage.Active,
        _ =>
        {
            work = KeepAsync(stopping.Token);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await stopping.CancelAsync();
            await work;
        });

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in membership.MembershipUpdates.WithCancellation(cancellationToken))
            {
                while (!await TryWakeAsync() && membership.CurrentSnapshot.Version == change.Version)
                {
                    await Task.Delay(Pause, time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task<bool> TryWakeAsync()
    {
        try
        {
            await UnfinishedRuns.WakeAsync(grains);
            return true;
        }
        catch (Exception e)
        {
            LogFailed(log, e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Looking for unfinished runs is tried again: {Fault}")]
    private static partial void LogFailed(ILogger log, string fault);
}
