using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Preprocessing;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Logging;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Preprocessing;
using ChainOfSight.Storage;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Runs.Metrics;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Grains.Replicas;

/// <inheritdoc cref="IReplica"/>
/// <remarks>It owns a device of its silo: neither idleness nor a rebalancing of Orleans may take it away.</remarks>
[KeepAlive]
[Immovable]
[SiloBoundPlacement]
[DeviceFilter]
public sealed partial class ReplicaGrain(
    IReplicaLaneFactory lanes, LaneRegistry registry, ReplicaTimes times, TimeProvider time, ISiloDirectory directory, ILocalSiloDetails silo, IBlobStore store, FreshId fresh, IServiceProvider services,
    ILogger<ReplicaGrain> log)
    : Grain, IReplica, IAsyncDisposable
{
    private LaneService? service;
    private DeviceLease? lease;
    private IGrainTimer? timer;

    private string Key => this.GetPrimaryKeyString();

    private bool IsLeaving => directory.Silos.FirstOrDefault(sight => sight.Name == silo.Name) is not { IsActive: true };

    /// <inheritdoc/>
    public async Task<ReplicaReport> Enlist(EnlistOrder order)
    {
        await GrainFactory.GetGrain<IDeviceBroker>(silo.Name).Confirm(order.Lease);
        if (service is not null && lease == order.Lease)
        {
            return service.Report(IsLeaving);
        }

        await EndAsync();
        IReplicaLane lane;
        try
        {
            lane = await lanes.StartAsync(new LaneStart(Key[(Key.IndexOf('/', StringComparison.Ordinal) + 1)..], fresh()), CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever keeps a lane from starting is there at the next attempt too: a person hears of it.
            throw new RefusedException($"The device {Key} does not start: {PersonFault.Text(e)}");
        }

        lease = order.Lease;
        service = new LaneService(lane, Key, order.Run, order.Generation, Send, new StepNotes(new MetricsLog(store, order.Run, time)));
        registry.Enter(Key, PipelineOf(service));
        Say(LogServes);
        timer ??= this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(times.Repeat, times.Repeat) { KeepAlive = true });
        return service.Report(IsLeaving);
    }

    /// <inheritdoc/>
    public Task<PollAnswer> Poll(PollOrder order) => Task.FromResult(
        service?.Run == order.Run ? service.Poll(order) : new PollAnswer { Replica = Key, Incarnation = "", Generation = order.Generation });

    /// <inheritdoc/>
    public Task Begin(BeginOrder order) => Obey(order.Run, () => service!.Begin(order));

    /// <inheritdoc/>
    public Task Apply(Contracts.Replicas.ApplyOrder order) => Obey(order.Run, () => service!.Apply(order));

    /// <inheritdoc/>
    public Task Work(WorkOrder order) => Obey(order.Run, () => service!.Work(order));

    /// <inheritdoc/>
    public async Task Release(ReleaseOrder order)
    {
        if (service?.Run == order.Run && service.Lane.Info.Incarnation == order.Incarnation)
        {
            var given = lease!;
            await EndAsync();
            await GrainFactory.GetGrain<IDeviceBroker>(silo.Name).Return([given]);
        }
    }

    /// <inheritdoc/>
    public Task<ReplicaView> Status()
    {
        if (service is null)
        {
            return Task.FromResult(new ReplicaView { Replica = Key });
        }

        var activity = service.Lane.Activity;
        var report = service.Report(IsLeaving);
        return Task.FromResult(new ReplicaView
        {
            Replica = Key,
            Incarnation = report.Incarnation,
            Run = report.Run,
            Phase = report.Phase,
            Activity = activity.Detail is { } detail ? $"{activity.Work}: {detail}" : activity.Work.ToString(),
            WaitsFor = activity.Wait != LaneWait.None ? activity.Wait.ToString() : report.Phase is ReplicaPhase.Reduced or ReplicaPhase.Holding ? "the run" : null,
            For = TimeSpan.FromTicks(Math.Max(0, (time.GetUtcNow() - (activity.WaitingSince ?? activity.Since)).Ticks)),
            Generation = report.Generation,
            NextStep = report.NextStep,
        });
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => EndAsync();

    /// <summary>Ends the lane.</summary>
    public async ValueTask DisposeAsync() => await EndAsync();

    private static Func<PipelineView> PipelineOf(LaneService of) => () => new PipelineView
    {
        Device = of.Replica,
        Run = of.Run,
        Slots = of.ComputedSlots,
        LaneWaitSeconds = of.DataWaitSeconds,
        IsAwaited = of.Lane.Activity.Wait == LaneWait.Data,
    };

    private Task Obey(string run, Action order)
    {
        if (service?.Run == run)
        {
            order();
        }

        return Task.CompletedTask;
    }

    private Task Look(CancellationToken cancellationToken)
    {
        if (service is { } serving && serving.Phase != ReplicaPhase.Failed && serving.IsStuck(time, times.Stuck))
        {
            var reason = $"a native call runs for more than {times.Stuck}: {serving.Lane.Activity.Detail ?? serving.Lane.Activity.Work.ToString()}";
            Say(LogStuck);
            serving.GiveUp(reason);
            (services.GetService(typeof(IStuckLane)) as IStuckLane)?.GivenUp(Key, reason);
        }

        Send();
        return Task.CompletedTask;
    }

    private void Send()
    {
        if (service is not null)
        {
            _ = TellAsync(GrainFactory.GetGrain<IRun>(service.Run).Report(service.Report(IsLeaving)));
        }
    }

    // A report that fails to leave is repeated soon.
    private static async Task TellAsync(Task sent)
    {
        try
        {
            await sent;
        }
        catch (Exception)
        {
        }
    }

    private async Task EndAsync()
    {
        registry.Leave(Key);
        if (service is { } ending)
        {
            Say(LogReleased);
            (service, lease) = (null, null);
            await ending.DisposeAsync();
        }
    }

    private void Say(Action<ILogger, string, string> line)
    {
        var report = service!.Report(IsLeaving);
        using (log.BeginRun(report.Run, service.StageName, report.Generation, report.NextStep))
        {
            line(log, Key, report.Fault is { } fault ? $"{report.Run} ({fault})" : report.Run);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The replica {Replica} serves the run {Serving}")]
    private static partial void LogServes(ILogger log, string replica, string serving);

    [LoggerMessage(Level = LogLevel.Information, Message = "The replica {Replica} serves no more the run {Serving}")]
    private static partial void LogReleased(ILogger log, string replica, string serving);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The replica {Replica} is stuck in a native call of the run {Serving}")]
    private static partial void LogStuck(ILogger log, string replica, string serving);
}
