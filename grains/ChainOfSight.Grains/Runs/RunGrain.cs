using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Shards;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Storage;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;
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
    [PersistentState("run")] IPersistentState<RunEntry> stored,
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

    private bool IsAtRest => Machine.Stance == Stance.Resting && Machine.Entry.Phase != RunPhase.Training;

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
    public async Task Wake()
    {
        await LookAsync();
        if (!IsAtRest)
        {
            return;
        }

        // Who is woken is listed as unfinished. Another activation may have gone on with the run and ended since this one read the record, which alone would rest for ever.
        await stored.ReadStateAsync();
        if (stored.Etag != record.Etag && IsAtRest)
        {
            DeactivateOnIdle();
        }
    }

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

    private void StartTimer()
    {
        feed.Open();
        timer ??= this.RegisterGrainTimer(_ => LookAsync(), new GrainTimerCreationOptions(times.Tick, times.Tick) { KeepAlive = true });
    }

    private async Task LookAsync()
    {
        if (IsAtRest)
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
