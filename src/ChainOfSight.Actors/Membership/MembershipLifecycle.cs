using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Membership;

/// <summary>Ties the membership protocol and the keepers to the life of a silo: it joins before grains are served and leaves after they have ended.</summary>
/// <param name="agent">The silo's part in the protocol.</param>
/// <param name="keepers">Look for work that nobody else would wake.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes what keepers could not do.</param>
internal sealed class MembershipLifecycle(MembershipAgent agent, IEnumerable<IClusterKeeper> keepers, TimeProvider time, ILogger<MembershipLifecycle> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task keeping = Task.CompletedTask;

    /// <inheritdoc />
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe("membership", ServiceLifecycleStage.RuntimeServices, agent.JoinAsync, agent.LeaveAsync);
        lifecycle.Subscribe("member of the cluster", ServiceLifecycleStage.BecomeActive, agent.ActivateAsync, agent.BeginLeaveAsync);
        lifecycle.Subscribe("keepers", ServiceLifecycleStage.Active, StartKeepers, StopKeepers);
    }

    /// <inheritdoc />
    public void Dispose() => stopping.Dispose();

    private Task StartKeepers(CancellationToken cancellationToken)
    {
        using var noFlow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        keeping = new KeeperPump(agent, [.. keepers], time, logger).RunAsync(stopping.Token);
        return Task.CompletedTask;
    }

    private async Task StopKeepers(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        await keeping.WaitAsync(cancellationToken);
    }
}
