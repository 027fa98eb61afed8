using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Shards;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Storage;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Grains.Runs;

/// <inheritdoc cref="IRun"/>
/// <remarks>A shell: <see cref="RunMachine"/> decides, <see cref="RunConductor"/> carries out, this class reaches the other grains and the store.</remarks>
[KeepAlive]
[Immovable]
public sealed partial class RunGrain(
    [PersistentState("run")] IPersistentState<RunEntry> record,
    IBlobStore store,
    IRecipeOutliner outliner,
    ISiloDirectory directory,
    RunTimes times,
    TimeProvider time,
    FreshId fresh,
    IServiceProvider services,
    ILogger<RunGrain> log) : Grain, IRun
{
    private const int KeptLines = 4096;
    private readonly RunFeed feed = new(KeptLines);
    private RunConductor conductor = null!;
    private RunBook book = null!;
    private RunOutline? outline;
    private ClusterView? orders;
    private IGrainTimer? timer;
    private double? loss;
    private bool isAnnounced;
    private Task mirroring = Task.CompletedTask;

    private string Run => this.GetPrimaryKeyString();

    private RunLog Log => new(log, Run, outline is { } plan && Machine.Entry.StageIndex < plan.Stages.Count ? plan.Stages[Machine.Entry.StageIndex].Name : null, Machine.Entry.Generation, Machine.Step);

    private RunMachine Machine => conductor.Machine;

    // Its record is there. A submission that failed half-way leaves an outline and no run.
    private bool IsKnown => Machine.Entry.Recipe.Length > 0;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        book = new RunBook(store, Run, time, Tell);
        if (record.State.Recipe.Length == 0)
        {
            record.State = await book.AdoptAsync() ?? record.State;
        }

        outline = record.State.Recipe.Length > 0 ? outliner.Outline(record.State.Recipe).Outline : null;
        conductor = new RunConductor(new RunMachine(record.State, outline, times, fresh()), this, time);
        if (record.State.Phase == RunPhase.Training && record.RecordExists)
        {
            StartTimer();
            var held = await ReclaimAsync();
            await conductor.Let((run, now) => run.Start(now));
            if (held is not null)
            {
                await conductor.Let((run, now) => run.Rest(now, RunPhase.Paused, held, isOrdered: false));
            }

            _ = JudgeBudgetAsync();
        }
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        conductor.End();
        await LeaveAsync();
    }

    /// <inheritdoc/>
    public async Task<RunView> Submit(RunSubmission submission)
    {
        try
        {
            await SubmitAsync(submission);
        }
        catch (UserErrorException e)
        {
            throw new RefusedException(e.Message);
        }

        return View();
    }

    /// <inheritdoc/>
    public Task Wake() => LookAsync();

    /// <inheritdoc/>
    public Task Pause() => RestAsync(RunPhase.Paused, "paused by an operator", isOrdered: true);

    /// <inheritdoc/>
    public Task Stop() => RestAsync(RunPhase.Interrupted, null, isOrdered: true);

    /// <inheritdoc/>
    public async Task Resume()
    {
        Require();
        await GoOnAsync(Machine.Entry);
    }

    /// <inheritdoc/>
    public Task<QuarantineView> Quarantine()
    {
        Require();
        return book.QuarantineViewAsync(outline!.Budget);
    }

    /// <inheritdoc/>
    public Task ClearQuarantine()
    {
        Require();
        return book.ClearQuarantineAsync();
    }

    /// <inheritdoc/>
    public async Task Stage(StageOrder order)
    {
        Require();
        switch (order.Kind)
        {
            case StageOrderKind.Next:
                await EndStageAsync(order.StageIndex);
                break;
            case StageOrderKind.Retry or StageOrderKind.Accept when Machine.Entry.Phase != RunPhase.Held:
                throw new RefusedException($"The run \"{Run}\" is {Machine.Entry.Phase}, not held: there is no hand-over to retry or accept.");
            case StageOrderKind.Retry or StageOrderKind.Accept:
                await GoOnAsync(Machine.Entry with { AcceptNext = order.Kind == StageOrderKind.Accept });
                break;
            default:
                await RevertAsync(order.Checkpoint);
                break;
        }
    }

    /// <inheritdoc/>
    public async Task Report(ReplicaReport report)
    {
        var (step, begun) = (Machine.Step, TrainingSpans.IsHeard ? time.GetUtcNow() : default);
        await conductor.Let((run, now) => run.Heard(now, report));
        if (Machine.Step == step + 1)
        {
            TrainingSpans.Tell(TrainingSpans.Commit, begun, time.GetUtcNow(), TrainingSpans.StepTag, step);
        }
    }

    /// <inheritdoc/>
    public Task<RunView> Status() => Task.FromResult(View());

    /// <inheritdoc/>
    public Task<IReadOnlyList<StageChange>> StageHistory()
    {
        Require();
        return GrainFactory.GetGrain<IStageManager>(Run).History();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RunLine> Watch(long after, CancellationToken cancellationToken = default) => feed.ReadAsync(after, cancellationToken);

    private void Require()
    {
        if (!IsKnown)
        {
            throw new UnknownRunException(Run);
        }
    }

    private async Task SubmitAsync(RunSubmission submission)
    {
        var (resolved, plan) = outliner.Outline(submission.Recipe);
        var isForgotten = IsKnown && Machine.Stance == Stance.Resting && await store.FindAsync(RunFiles.Record(Run), CancellationToken.None) is null;
        if (submission.Restart || isForgotten)
        {
            if (Machine.Stance != Stance.Resting)
            {
                throw new RefusedException($"The run \"{Run}\" is at work and cannot start anew. Stop it first, or give the new run another name.");
            }

            await new RunRecords(store, Run).DeleteAsync(CancellationToken.None);
            book.Forget();
        }
        else if (IsKnown && Machine.Entry.RecipeHash != plan.RecipeHash)
        {
            var changes = RecipeChanges.Between(Machine.Entry.Recipe, resolved);
            throw new RefusedException(
                $"The run \"{Run}\" in {store.Description} began with another recipe"
                + (changes.Count == 0 ? "" : $"; it differs at {string.Join(", ", changes.Take(5))}{(changes.Count > 5 ? $" and {changes.Count - 5} more places" : "")}")
                + ". Use that recipe again, give this run another name, or start it anew with --restart.");
        }
        else if (Machine.Stance != Stance.Resting && (Machine.Entry.Orders.Rest is not null || Machine.IsComingToRest))
        {
            // It was told to rest and is told to go on before it did.
            await GoOnAsync(Machine.Entry);
            return;
        }
        else if (Machine.Stance != Stance.Resting || Machine.Entry.Phase == RunPhase.Completed)
        {
            return;
        }

        var old = submission.Restart || isForgotten || !IsKnown ? new RunEntry { Generation = Machine.Entry.Generation, Era = Machine.Entry.Era, Sequence = Machine.Entry.Sequence } : Machine.Entry;
        (outline, isAnnounced) = (plan, false);
        await book.WriteRecipeAsync(resolved);
        await GoOnAsync(old with
        {
            Run = Run,
            Recipe = resolved,
            RecipeHash = plan.RecipeHash,
            MinReplicas = Math.Max(1, submission.MinReplicas),
            MaxReplicas = submission.MaxReplicas,
            AcceptHandOver = submission.AcceptHandOver,
            FaultPatience = submission.FaultPatience,
            StartsWithTransform = old.StageIndex == 0 && old.Base is null && await outliner.StartsWithTransformAsync(resolved, Run, store),
        });
    }

    private async Task GoOnAsync(RunEntry entry)
    {
        if (Machine.Stance == Stance.Resting && await book.OverBudgetAsync(outline!.Budget) is { } over)
        {
            throw new RefusedException(over);
        }

        await ClaimAsync();
        if (Machine.Stance == Stance.Resting)
        {
            // Another cluster, or a process without one, may have gone on with it meanwhile: what is written from here on is newer.
            entry = entry with { Generation = Math.Max(entry.Generation, (await new RunRecords(store, Run).FindAsync())?.Generation ?? 0) };
        }

        await GrainFactory.GetGrain<ICluster>(ICluster.Key).EnterRun(Run, unfinished: true);
        StartTimer();
        await OrderAsync((run, now) => run.Submit(now, entry, outline!));
        await LookAsync();
    }

    // The activation before may have entered bad samples and died before the run paused.
    private async Task JudgeBudgetAsync()
    {
        try
        {
            if (await book.OverBudgetAsync(outline!.Budget) is { } over)
            {
                await RestAsync(RunPhase.Paused, over, isOrdered: false);
            }
        }
        catch (Exception e)
        {
            Log.Warning($"the quarantine could not be read: {e.Message}");
        }
    }

    private async Task RestAsync(RunPhase phase, string? reason, bool isOrdered)
    {
        Require();
        await OrderAsync((run, now) => run.Rest(now, phase, reason, isOrdered));
    }

    // Orders are acknowledged once the record has them. Where this activation was overtaken, nobody knows: the caller asks the one that is at work.
    private async Task OrderAsync(Action<RunMachine, TimeSpan> order)
    {
        await conductor.Let(order);
        if (conductor.HasYielded)
        {
            throw new TimeoutException($"The run \"{Run}\" moved to another silo while the order was given. Give it again.");
        }
    }

    private Task EndStageAsync(int? wanted)
    {
        var entry = Machine.Entry;
        var stage = wanted ?? entry.StageIndex;
        if (entry.Phase is RunPhase.Completed or RunPhase.Held)
        {
            throw new RefusedException($"The run \"{Run}\" is {entry.Phase.ToString().ToLowerInvariant()}: there is no stage to end. "
                + (entry.Phase == RunPhase.Held ? "Retry or accept the hand-over, or revert to a checkpoint." : "Revert to a checkpoint to train on from there."));
        }

        // A repeated order whose stage has ended meanwhile is done already.
        return stage <= entry.StageIndex ? OrderAsync((run, now) => run.NextStage(now, stage)) : throw new RefusedException($"The run \"{Run}\" is in its stage {entry.StageIndex + 1} and cannot end its stage {stage + 1}, which has not begun.");
    }

    private async Task RevertAsync(string? title)
    {
        var checkpoints = GrainFactory.GetGrain<ICheckpoint>(Run);
        if (title is null || await checkpoints.Find(title) is not { } to)
        {
            var known = (await checkpoints.List()).Where(one => one.Fault is null).Select(one => one.Checkpoint.Title);
            throw new RefusedException($"The run \"{Run}\" has no checkpoint \"{title}\"; there are {string.Join(", ", known)}.");
        }

        await ClaimAsync();
        await GrainFactory.GetGrain<ICluster>(ICluster.Key).EnterRun(Run, unfinished: true);
        StartTimer();
        isAnnounced = false;
        await OrderAsync((run, now) => run.Revert(now, to));
        await LookAsync();
    }

    private void StartTimer() => timer ??= this.RegisterGrainTimer(_ => LookAsync(), new GrainTimerCreationOptions(times.Tick, times.Tick) { KeepAlive = true });

    private async Task LookAsync()
    {
        if (Machine.Stance == Stance.Resting && Machine.Entry.Phase != RunPhase.Training)
        {
            return;
        }

        _ = ReclaimOrRestAsync();
        _ = ReadOrdersAsync();
        await conductor.Let((run, now) => run.See(now, Sights()));
        await conductor.Let((run, now) => run.Tick(now));
    }

    // Orders of operators are read beside the run: it must not wait for the grain that keeps them. Until they were read once, no device is open.
    private async Task ReadOrdersAsync()
    {
        try
        {
            var isFirst = orders is null;
            orders = await GrainFactory.GetGrain<ICluster>(ICluster.Key).Status();
            if (isFirst)
            {
                await conductor.Let((run, now) => run.See(now, Sights()));
            }
        }
        catch (Exception)
        {
            // The last known ones hold until they can be read again.
        }
    }

    private IReadOnlyList<DeviceSight> Sights() =>
    [
        .. directory.Silos.SelectMany(silo =>
        {
            var ordered = orders?.Silos.FirstOrDefault(known => known.Name == silo.Name && known.Start == silo.Address.ToString());
            var isLeaving = !silo.IsActive || ordered?.IsDraining == true;
            return silo.Devices
                .Where(device => outline is null || device.StartsWith(outline.DeviceKind, StringComparison.Ordinal))
                .Select(device => new DeviceSight($"{silo.Name}/{device}", silo.Address.ToString()!, orders is not null && silo.IsOpen && !isLeaving && ordered?.IsCordoned != true, isLeaving));
        }),
    ];

    private RunView View()
    {
        var entry = Machine.Entry;
        var stage = outline is { } plan && entry.StageIndex < plan.Stages.Count ? plan.Stages[entry.StageIndex] : null;
        return new RunView
        {
            Run = Run,
            Phase = !IsKnown ? RunPhase.Unknown : entry.Phase != RunPhase.Training ? entry.Phase : Machine.Stance switch
            {
                Stance.Waiting => RunPhase.Waiting,
                Stance.Finding or Stance.Polling or Stance.Opening or Stance.CatchingUp or Stance.Writing => RunPhase.Gathering,
                Stance.Boundary when Machine.IsChangingStage => RunPhase.ChangingStage,
                _ => RunPhase.Training,
            },
            Reason = entry.Reason,
            Generation = entry.Generation,
            Stage = stage?.Name,
            StageIndex = entry.StageIndex,
            Step = Machine.Step,
            Steps = stage?.Steps ?? 0,
            Loss = loss,
            Members = [.. entry.Members.Select(member => Seen(member, true)), .. Machine.Joining.Select(member => Seen(member, false))],
            WaitsFor = Machine.WaitsFor,
            RepeatedSlots = Machine.RepeatedSlots,
            AppliedSlots = Machine.AppliedSlots,
            LastLine = feed.Last,
        };
    }

    private MemberView Seen(Member member, bool isMember)
    {
        var report = Machine.Reports.GetValueOrDefault(member.Replica);
        return new MemberView
        {
            Replica = member.Replica,
            Incarnation = member.Incarnation,
            Phase = report?.Phase ?? ReplicaPhase.Idle,
            NextStep = report?.NextStep ?? 0,
            SilentFor = Machine.HeardAt.TryGetValue(member.Replica, out var at) ? conductor.Now - at : TimeSpan.Zero,
            IsMember = isMember,
        };
    }

    private void Tell(RunEvent happened)
    {
        var timed = happened with { Time = time.GetUtcNow() };
        feed.Add(Machine.Entry.Generation, RunLines.Write(timed));
        Log.Event(timed);
        foreach (var observer in services.GetServices<IRunObserver>())
        {
            observer.Report(Run, timed);
        }
    }
}
