using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <summary>Carries out what a <see cref="RunMachine"/> decides, one effect after the other, and tells it what came of each.</summary>
/// <param name="machine">Decides.</param>
/// <param name="hands">Does.</param>
/// <param name="time">Clock.</param>
public sealed class RunConductor(RunMachine machine, IRunHands hands, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private Task saves = Task.CompletedTask;
    private Task told = Task.CompletedTask;
    private Task? pumping;
    private bool hasYielded;

    /// <summary>Decides.</summary>
    public RunMachine Machine => machine;

    /// <summary>Time since this activation began.</summary>
    public TimeSpan Now => time.GetElapsedTime(start);

    /// <summary>The activation ends, or another one is at work: nothing is begun any more, and what it is told is lost.</summary>
    public bool HasYielded => hasYielded;

    /// <summary>The activation ends: nothing more is begun, and what waits gives up.</summary>
    public void End() => hasYielded = true;

    /// <summary>Lets something happen and carries out what follows.</summary>
    /// <param name="happen">Tells the machine, at a time.</param>
    public Task Let(Action<RunMachine, TimeSpan> happen)
    {
        if (hasYielded)
        {
            return Task.CompletedTask;
        }

        happen(machine, Now);
        return pumping is { IsCompleted: false } ? pumping : pumping = PumpAsync();
    }

    private async Task PumpAsync()
    {
        while (!hasYielded && machine.Drain() is { Count: > 0 } effects)
        {
            foreach (var effect in effects)
            {
                if (!hasYielded)
                {
                    await DoAsync(effect);
                }
            }
        }
    }

    private async Task DoAsync(RunEffect effect)
    {
        switch (effect)
        {
            case RunEffect.Write write:
                await WriteAsync(write.Entry);
                break;
            case RunEffect.Enlist enlist:
                _ = EnlistAsync(enlist);
                break;
            case RunEffect.Poll poll:
                _ = PollAsync(poll);
                break;
            case RunEffect.Begin begin:
                hands.Begin(begin.Member, begin.Order);
                break;
            case RunEffect.Apply apply:
                hands.Apply(apply.Member, apply.Order);
                break;
            case RunEffect.Work work:
                hands.Work(work.Member, work.Order);
                break;
            case RunEffect.Release release:
                hands.Release(release.Member);
                break;
            case RunEffect.FindNewest find:
                _ = FindAsync(find);
                break;
            case RunEffect.Revert revert:
                saves = RevertAsync(saves, revert);
                break;
            case RunEffect.ReadLosses read:
                _ = ReadLossesAsync(read);
                break;
            case RunEffect.Saved saved:
                saves = SaveAsync(saves, saved);
                break;
            case RunEffect.BeginStageChange begin:
                _ = BeginStageAsync(told, begin.Order);
                break;
            case RunEffect.AdvanceStageChange advance when advance.Event.Kind is StageEventKind.Committed or StageEventKind.Void:
                told = TellStageAsync(told, advance.Event);
                break;
            case RunEffect.AdvanceStageChange advance:
                _ = StageAsync(() => hands.AdvanceStageAsync(advance.Event));
                break;
            case RunEffect.Applied applied:
                await GuardAsync(() => hands.AppliedAsync(applied.Note, applied.IsLate));
                break;
            case RunEffect.Quarantine quarantine:
                await GuardAsync(async () =>
                {
                    if (await hands.QuarantineAsync(quarantine.Samples) is { } reason)
                    {
                        machine.Rest(Now, RunPhase.Paused, reason, isOrdered: false);
                    }
                });
                break;
            case RunEffect.Measured measured:
                await GuardAsync(() => hands.MeasuredAsync(measured.Step, measured.Loss));
                break;
            case RunEffect.Lines lines:
                hands.Tell(lines.Json);
                break;
            case RunEffect.Started started:
                hands.Started(started.From);
                break;
            case RunEffect.StageDone done:
                hands.StageDone(done.StageIndex, done.Step);
                break;
            case RunEffect.Warn warn:
                hands.Warn(warn.Message);
                break;
            case RunEffect.Report:
                _ = ReportAsync();
                break;
            case RunEffect.Rested rested:
                await GuardAsync(() => hands.RestedAsync(rested.Phase, rested.Reason));
                break;
            case RunEffect.Yield:
                hasYielded = true;
                hands.Yield();
                break;
        }
    }

    private async Task WriteAsync(RunEntry entry)
    {
        if (entry.Phase != RunPhase.Training)
        {
            // Whoever reads that the run rests must find everything that it left.
            await saves;
        }

        if (await hands.WriteAsync(entry))
        {
            machine.Written(Now, entry);
        }
        else
        {
            machine.Overtaken();
        }
    }

    private async Task EnlistAsync(RunEffect.Enlist effect)
    {
        ReservedDevices reserved;
        try
        {
            reserved = await hands.ReserveAsync(effect.Devices, effect.Least);
        }
        catch (Exception e)
        {
            reserved = new ReservedDevices([], effect.Devices.ToDictionary(device => device, _ => e));
        }

        foreach (var lease in reserved.Leases)
        {
            _ = EnlistAsync(lease, effect.Attempt);
        }

        foreach (var device in effect.Devices.Where(device => reserved.Leases.All(lease => lease.Device != device)))
        {
            await RefuseAsync(device, effect.Attempt, reserved.Refusals.GetValueOrDefault(device) ?? reserved.Refusals.Values.FirstOrDefault());
        }
    }

    private async Task EnlistAsync(DeviceLease lease, long attempt)
    {
        try
        {
            var report = await hands.EnlistAsync(lease);
            await Let((run, now) => run.Enlisted(now, lease.Device, attempt, report, null, needsPerson: false));
        }
        catch (Exception e)
        {
            await RefuseAsync(lease.Device, attempt, e);
        }
    }

    private Task RefuseAsync(string device, long attempt, Exception? why) => Let((run, now) => run.Enlisted(
        now, device, attempt, null, why?.Message ?? $"The device {device} was not reserved.", why is RefusedException and not (DeviceTakenException or StaleOrderException)));

    private async Task PollAsync(RunEffect.Poll effect)
    {
        try
        {
            var answer = await hands.PollAsync(effect.Member, effect.Order);
            await Let((run, now) => run.Polled(now, answer));
        }
        catch (StaleOrderException)
        {
            await Let((run, _) => run.Overtaken());
        }
        catch (Exception)
        {
            // Unknown, as every lost call: it is polled again until its time is over.
        }
    }

    private async Task FindAsync(RunEffect.FindNewest effect)
    {
        while (!hasYielded)
        {
            try
            {
                var newest = await hands.FindNewestAsync(effect.Reverted);
                foreach (var warning in newest.Warnings)
                {
                    hands.Warn(warning);
                }

                await Let((run, now) => run.Found(now, effect.Attempt, newest.Checkpoint));
                return;
            }
            catch (Exception e)
            {
                hands.Warn($"The newest checkpoint was not found, and is looked for again: {e.Message}");
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }
    }

    private async Task StageAsync(Func<Task<StageStep>> call)
    {
        while (!hasYielded)
        {
            try
            {
                var step = await call();
                await Let((run, now) => run.Staged(now, step));
                return;
            }
            catch (StaleOrderException)
            {
                return;
            }
            catch (Exception e)
            {
                hands.Warn($"The stage manager did not answer, and is asked again: {e.Message}");
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }
    }

    private async Task BeginStageAsync(Task before, StageChangeOrder order)
    {
        await before;
        await StageAsync(() => hands.BeginStageAsync(order));
    }

    // The run's record says it already, and the run goes on; the history follows once the stage manager answers.
    private async Task TellStageAsync(Task before, StageEvent happened)
    {
        await before;
        while (!hasYielded)
        {
            try
            {
                await hands.AdvanceStageAsync(happened);
                return;
            }
            catch (StaleOrderException)
            {
                return;
            }
            catch (Exception e)
            {
                hands.Warn($"The history of stages lacks an entry, which is told again: {e.Message}");
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }
    }

    private async Task SaveAsync(Task before, RunEffect.Saved saved)
    {
        await before;
        await GuardAsync(() => hands.SavedAsync(saved.Checkpoint, saved.Bytes));
    }

    private async Task RevertAsync(Task before, RunEffect.Revert revert)
    {
        await before;
        await GuardAsync(() => hands.RevertAsync(revert.Mark));
    }

    private async Task ReadLossesAsync(RunEffect.ReadLosses effect)
    {
        while (!hasYielded)
        {
            try
            {
                var losses = await hands.ReadLossesAsync(effect.StageIndex);
                await Let((run, now) => run.LossesRead(now, effect.Attempt, losses));
                return;
            }
            catch (Exception e)
            {
                hands.Warn($"The held-out losses so far could not be read, and are read again: {e.Message}");
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }
    }

    private async Task ReportAsync()
    {
        await GuardAsync(hands.ReportAsync);
        await Let((run, now) => run.Reported(now));
    }

    private async Task GuardAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e)
        {
            hands.Warn(e.Message);
        }
    }
}
