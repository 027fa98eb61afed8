using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Shards;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Grains.Runs;

/// <content>What the run's decisions are carried out with.</content>
public sealed partial class RunGrain : IRunHands
{
    private const int MostMeasureWrites = 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    async Task<bool> IRunHands.WriteAsync(RunEntry entry)
    {
        var (begun, pause) = (time.GetTimestamp(), FirstPause);
        while (true)
        {
            try
            {
                // Who joins or reads from here on lacks the steps before: their lines must be in the store.
                await book.FlushAsync();
                record.State = entry;
                await record.WriteStateAsync();
                break;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
            catch (Exception e)
            {
                if ((entry.Phase != RunPhase.Training || entry.Orders.Rest is not null) && times.LastWrite is { } patience && time.GetElapsedTime(begun) >= patience)
                {
                    Warn($"The run {(entry.Phase != RunPhase.Training ? "rests" : "ends after its step")}, but its record could not be written: {e.Message}");
                    return true;
                }

                Warn($"The run waits: its record could not be written and is written again in {pause.TotalSeconds:0.#} s. {e.Message}");
                await Task.Delay(pause, time);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        Log.Record(entry.Era, entry.Phase, entry.Members.Count);
        mirroring = MirrorAsync(mirroring, entry);
        if (entry.Phase != RunPhase.Training)
        {
            // Whoever reads the store without a cluster must find a run that rests as it is; members that hold wait for no copy.
            await mirroring;
        }

        return true;
    }

    async Task<ReservedDevices> IRunHands.ReserveAsync(IReadOnlyList<string> devices, int least)
    {
        var reservation = new Reservation(devices, least);
        while (reservation.Silo is { } silo)
        {
            try
            {
                reservation.Granted(await GrainFactory.GetGrain<IDeviceBroker>(silo).Reserve(Run, reservation.Wanted));
            }
            catch (DeviceTakenException e)
            {
                reservation.Taken(e.Device, e);
            }
            catch (Exception e)
            {
                reservation.Refused(e);
            }
        }

        if (reservation.IsEnough)
        {
            return new ReservedDevices(reservation.Leases, reservation.Refusals);
        }

        // One that does not arrive lapses by itself.
        foreach (var silo in reservation.Leases.GroupBy(lease => PlaceKey.Parse(lease.Device).Silo))
        {
            Forget(GrainFactory.GetGrain<IDeviceBroker>(silo.Key).Return([.. silo]));
        }

        return new ReservedDevices([], reservation.Refusals);
    }

    async Task<ReplicaReport> IRunHands.EnlistAsync(DeviceLease lease)
    {
        try
        {
            return await GrainFactory.GetGrain<IReplica>(lease.Device).Enlist(new EnlistOrder { Run = Run, Lease = lease, Generation = Machine.Entry.Generation });
        }
        catch
        {
            Forget(GrainFactory.GetGrain<IDeviceBroker>(PlaceKey.Parse(lease.Device).Silo).Return([lease]));
            throw;
        }
    }

    Task<PollAnswer> IRunHands.PollAsync(Member member, PollOrder order) => Replica(member).Poll(order);

    void IRunHands.Begin(Member member, BeginOrder order) => Forget(Replica(member).Begin(order));

    void IRunHands.Apply(Member member, ApplyOrder order) => Forget(Replica(member).Apply(order with { Kept = book.Kept(Machine.Entry) }));

    void IRunHands.Work(Member member, WorkOrder order)
    {
        Forget(Replica(member).Work(order));
        if (order.Kind == WorkKind.Offer)
        {
            // All hold until the record is written, which must not be before these lines: they go while the state does.
            Forget(book.FlushLinesAsync());
        }
    }

    void IRunHands.Release(Member member) => Forget(Replica(member).Release(new ReleaseOrder { Run = Run, Incarnation = member.Incarnation }));

    Task<NewestCheckpoint> IRunHands.FindNewestAsync(RevertMark? reverted) => GrainFactory.GetGrain<ICheckpoint>(Run).Newest(reverted);

    Task IRunHands.RevertAsync(RevertMark mark) => GrainFactory.GetGrain<ICheckpoint>(Run).Revert(mark);

    Task<IReadOnlyDictionary<long, double?>> IRunHands.ReadLossesAsync(int stageIndex) => book.ReadLossesAsync(stageIndex);

    async Task IRunHands.SavedAsync(CheckpointRef checkpoint, long bytes)
    {
        // A run that goes on from it must lack nothing of what was measured before.
        await book.FlushAsync();
        await GrainFactory.GetGrain<ICheckpoint>(Run).Saved(checkpoint, outline!.Keep);
        var name = new CheckpointName(Run, checkpoint.Stage, checkpoint.Step, checkpoint.Generation, checkpoint.Saver);
        Tell(new CheckpointWritten(checkpoint.Stage, checkpoint.Step, name.Folder, bytes));
    }

    Task<StageStep> IRunHands.BeginStageAsync(StageChangeOrder order) => GrainFactory.GetGrain<IStageManager>(Run).Begin(order);

    Task<StageStep> IRunHands.AdvanceStageAsync(StageEvent happened) => GrainFactory.GetGrain<IStageManager>(Run).Advance(happened);

    Task IRunHands.AppliedAsync(AppliedNote note, bool isLate)
    {
        loss = StepLine.LossOf(note) ?? loss;
        return book.AppliedAsync(Machine.Entry, outline!.Stages[Machine.Entry.StageIndex], note, isLate);
    }

    async Task<string?> IRunHands.QuarantineAsync(IReadOnlyList<QuarantinedSample> samples)
    {
        var over = await book.QuarantineAsync(samples, outline!.Budget);
        foreach (var shard in samples.GroupBy(sample => (sample.Source, sample.Shard)))
        {
            Forget(GrainFactory.GetGrain<IShard>($"{Run}/{shard.Key.Source}/{shard.Key.Shard}").Quarantine([.. shard]));
        }

        return over;
    }

    async Task IRunHands.MeasuredAsync(long step, double? loss)
    {
        book.Measured(Machine.Entry, outline!.Stages[Machine.Entry.StageIndex], step, loss);
        for (var tries = 1; ; tries++)
        {
            try
            {
                // Nobody else knows it: what comes next waits for it, but not for ever. The next save tells of a store that takes nothing.
                await book.FlushAsync();
                return;
            }
            catch (Exception e) when (tries < MostMeasureWrites)
            {
                Log.Warning($"the held-out loss could not be written and is tried again: {e.Message}");
                await Task.Delay(FirstPause, time);
            }
        }
    }

    void IRunHands.Tell(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            var happened = RunLines.Read(line);
            Tell(happened);
            if (happened is StageStarted started)
            {
                Forget(book.StageBegunAsync(started));
            }
        }
    }

    void IRunHands.Started(CheckpointRef? from)
    {
        if (!isAnnounced)
        {
            isAnnounced = true;
            Tell(new RunStarted(Run, Machine.Entry.Generation, [.. outline!.Stages.Select(stage => stage.Name)], from?.Title));
        }
    }

    void IRunHands.StageDone(int stageIndex, long step) => book.StageDone(Machine.Entry, outline!.Stages[stageIndex], step);

    void IRunHands.Warn(string message) => Warn(message);

    private void Warn(string message)
    {
        Log.Warning(message);
        Tell(new RunWarning(message));
    }

    async Task IRunHands.ReportAsync()
    {
        await book.FlushAsync();
        if (services.GetService<IRunReporter>() is { } reporter)
        {
            await reporter.WriteAsync(store, Run, CancellationToken.None);
        }
    }

    async Task IRunHands.RestedAsync(RunPhase phase, string? reason)
    {
        timer?.Dispose();
        timer = null;
        try
        {
            await book.FlushAsync();
            await GrainFactory.GetGrain<ICluster>(ICluster.Key).EnterRun(Run, unfinished: false);
        }
        finally
        {
            await GiveBackAsync();
            Tell(new RunFinished(Run, StatusOf(phase), reason ?? phase switch
            {
                RunPhase.Completed => $"The run \"{Run}\" is complete.",
                _ => $"The run \"{Run}\" was interrupted. The same command goes on with it.",
            }));
            feed.Close();
        }
    }

    void IRunHands.Yield()
    {
        timer?.Dispose();
        timer = null;
        feed.Close();
        _ = LeaveAsync();
        DeactivateOnIdle();
    }

    private async Task MirrorAsync(Task before, RunEntry entry)
    {
        await before;
        try
        {
            await book.MirrorAsync(entry);
        }
        catch (Exception e)
        {
            Log.Warning($"the copy of the record was not written: {e.Message}");
        }
    }

    private static RunStatus StatusOf(RunPhase phase) => phase switch
    {
        RunPhase.Completed => RunStatus.Completed,
        RunPhase.Held => RunStatus.Held,
        _ => RunStatus.Interrupted,
    };

    // A message that gets lost is repeated when reports show it.
    private static async void Forget(Task sent)
    {
        try
        {
            await sent;
        }
        catch (Exception)
        {
        }
    }

    private IReplica Replica(Member member) => GrainFactory.GetGrain<IReplica>(member.Replica);
}
