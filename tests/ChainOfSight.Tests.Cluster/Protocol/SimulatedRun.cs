using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Shards;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Runs;

namespace ChainOfSight.Tests.Cluster.Protocol;

/// <summary>An activation of the run in the protocol simulation: the shipped conductor with hands that reach through a faulty network.</summary>
public sealed class SimulatedRun : IRunHands
{
    private readonly ProtocolSimulation simulation;
    private readonly SimulatedSilo silo;
    private readonly RunConductor conductor;
    private long tag;

    public SimulatedRun(ProtocolSimulation simulation, SimulatedSilo silo, int activation)
    {
        (this.simulation, this.silo) = (simulation, silo);
        tag = simulation.RecordTag;
        conductor = new RunConductor(new RunMachine(simulation.Record, simulation.Outline, simulation.Times, $"w{activation}"), this, silo.Process.Time);
        silo.Process.Run(() => _ = WatchAsync(LiveAsync));
    }

    public bool HasYielded { get; private set; }

    public RunConductor Conductor => conductor;

    public void Hear(ReplicaReport report) => _ = WatchAsync(() => conductor.Let((run, now) => run.Heard(now, report)));

    public async Task<bool> WriteAsync(RunEntry entry)
    {
        while (true)
        {
            await simulation.StoreDelay(silo);
            if (simulation.Chance(0.05))
            {
                simulation.Met("a write failed");
                continue;
            }

            if (simulation.RecordTag != tag)
            {
                // It may be our own write, whose reply was lost.
                if ((simulation.Record.Writer, simulation.Record.Sequence) != (entry.Writer, entry.Sequence))
                {
                    return false;
                }

                tag = simulation.RecordTag;
                return true;
            }

            simulation.Write(entry);
            if (simulation.Chance(0.05))
            {
                simulation.Met("the reply of a write was lost");
                continue;
            }

            tag = simulation.RecordTag;
            return true;
        }
    }

    public async Task<ReservedDevices> ReserveAsync(IReadOnlyList<string> devices, int least)
    {
        var reservation = new Reservation(devices, least);
        while (reservation.Silo is not null)
        {
            var wanted = reservation.Wanted;
            try
            {
                reservation.Granted(await simulation.CallAsync(silo, wanted[0], target => Task.FromResult(target.Reserve(wanted))));
            }
            catch (Exception e)
            {
                reservation.Refused(e);
            }
        }

        return new ReservedDevices(reservation.IsEnough ? reservation.Leases : [], reservation.Refusals);
    }

    public Task<ReplicaReport> EnlistAsync(DeviceLease lease) =>
        simulation.CallAsync(silo, lease.Device, target => target.EnlistAsync(lease, conductor.Machine.Entry.Generation));

    public Task<PollAnswer> PollAsync(Member member, PollOrder order) =>
        simulation.CallAsync(silo, member.Replica, target => Task.FromResult(target.Poll(member.Replica, order)));

    public void Begin(Member member, BeginOrder order) => simulation.Send(silo, member.Replica, target => target.Order(member.Replica, service => service.Begin(simulation.Tampered(service, order))));

    public void Apply(Member member, ApplyOrder order) => simulation.Send(silo, member.Replica, target => target.Order(member.Replica, service => service.Apply(simulation.Tampered(service, order))));

    public void Work(Member member, WorkOrder order) => simulation.Send(silo, member.Replica, target => target.Order(member.Replica, service => service.Work(order)));

    public void Release(Member member) =>
        simulation.Send(silo, member.Replica, target => _ = target.ReleaseAsync(new ReleaseOrder { Run = "run", Incarnation = member.Incarnation }, member.Replica));

    public Task RevertAsync(RevertMark mark) => Task.CompletedTask;

    public Task<IReadOnlyDictionary<long, double?>> ReadLossesAsync(int stageIndex) => Task.FromResult<IReadOnlyDictionary<long, double?>>(new Dictionary<long, double?>());

    public async Task<NewestCheckpoint> FindNewestAsync(RevertMark? reverted)
    {
        await simulation.StoreDelay(silo);
        return simulation.Chance(0.1) ? throw new IOException("the store failed") : new NewestCheckpoint { Checkpoint = simulation.Latest };
    }

    public async Task SavedAsync(CheckpointRef checkpoint, long bytes)
    {
        await simulation.StoreDelay(silo);
        simulation.Point(checkpoint);
    }

    public Task<StageStep> BeginStageAsync(StageChangeOrder order) => simulation.StageAsync(silo, state => Grains.Stages.StageMachine.Begin(state, order));

    public Task<StageStep> AdvanceStageAsync(StageEvent happened) => simulation.StageAsync(silo, state => Grains.Stages.StageMachine.Advance(state, happened));

    public Task AppliedAsync(AppliedNote note, bool isLate) => Task.CompletedTask;

    public Task<string?> QuarantineAsync(IReadOnlyList<QuarantinedSample> samples) => Task.FromResult<string?>(null);

    public Task MeasuredAsync(long step, double? loss) => Task.CompletedTask;

    public void Tell(IReadOnlyList<string> lines)
    {
    }

    public void Started(CheckpointRef? from)
    {
    }

    public void StageDone(int stageIndex, long step)
    {
    }

    public void Warn(string message) => simulation.Log($"run@{silo.Start}: {message}");

    public Task ReportAsync() => Task.CompletedTask;

    public Task RestedAsync(RunPhase phase, string? reason)
    {
        simulation.Log($"rested {phase} {reason}");
        return Task.CompletedTask;
    }

    public void Yield() => HasYielded = true;

    // A fault of the program must not look like a lost message.
    private async Task WatchAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception e)
        {
            simulation.World.Violate(e.ToString());
        }
    }

    private async Task LiveAsync()
    {
        await conductor.Let((run, now) => run.Start(now));
        while (!HasYielded)
        {
            await conductor.Let((run, now) => run.See(now, simulation.Sights()));
            await conductor.Let((run, now) => run.Tick(now));
            await Task.Delay(simulation.Times.Tick, silo.Process.Time);
        }
    }
}
