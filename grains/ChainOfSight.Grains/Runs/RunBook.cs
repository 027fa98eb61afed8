using ChainOfSight.Data.Quarantine;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Shards;
using ChainOfSight.Grains.Shards;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Grains.Runs;

/// <summary>What a run writes down: metrics, bad samples, a copy of its record for those who read the store without a cluster.</summary>
/// <param name="store">The store.</param>
/// <param name="run">The run.</param>
/// <param name="time">Clock.</param>
/// <param name="report">Hears of events.</param>
internal sealed class RunBook(IBlobStore store, string run, TimeProvider time, Action<RunEvent> report)
{
    private const int ShownSamples = 1000;
    private readonly MetricsLog metrics = new(store, run, time);
    private readonly Dictionary<int, long> begun = [];
    private QuarantineLedger? ledger;
    private RateMeter rates = new(time);
    private int rated = -1;
    private long last;
    private long skipped;
    private bool isLedgerUnsaved;
    private (long Era, long Steps) booked = (-1, 0);

    /// <summary>Steps of the stage, from its beginning, of which everything is in the store.</summary>
    public long Kept(RunEntry entry) =>
        entry.Era != booked.Era || isLedgerUnsaved ? 0 : metrics.Waiting.Count == 0 ? booked.Steps : Math.Min(booked.Steps, metrics.Waiting.Min(line => line.Step) - 1);

    public async Task AppliedAsync(RunEntry entry, StageOutline stage, AppliedNote note, bool isLate)
    {
        var now = time.GetTimestamp();
        if (rated != entry.StageIndex)
        {
            (rates, rated, skipped) = (new RateMeter(time), entry.StageIndex, 0);
            last = begun.GetValueOrDefault(entry.StageIndex, now);
        }

        var sum = note.Sum;
        var elapsed = time.GetElapsedTime(last, now);
        rates.Add(last, sum.Samples, sum.Tokens, TimeSpan.FromSeconds(sum.DataWaitSeconds));
        last = now;
        var line = StepLine.Of(entry.StageIndex, stage.Name, note);
        if (note.Skipped is { } reason)
        {
            skipped++;
            report(new RunWarning($"Stage \"{stage.Name}\", step {sum.Step + 1} was skipped: {reason}."));
        }

        var (samples, tokens, wait, perStep) = rates.Read();
        report(new StepDone
        {
            Stage = stage.Name,
            Step = sum.Step + 1,
            Of = stage.Steps,
            Loss = line.Loss,
            LearningRate = note.LearningRate,
            SamplesPerSecond = samples,
            TokensPerSecond = tokens,
            WaitShare = wait,
            Remaining = perStep * (stage.Steps - sum.Step - 1),
            Skipped = skipped,
        });
        booked = (entry.Era, sum.Step + 1);
        await metrics.AppendAsync(isLate ? line : line with { Seconds = elapsed.TotalSeconds }, CancellationToken.None);
    }

    public void Measured(RunEntry entry, StageOutline stage, long step, double? loss)
    {
        report(new HeldOutLoss(stage.Name, step, loss));
        metrics.Add(new StepMetric { Generation = entry.Generation, Stage = stage.Name, StageIndex = entry.StageIndex, Step = step, HeldOutLoss = loss ?? double.NaN });
    }

    public async Task FlushAsync()
    {
        await SaveLedgerAsync();
        await FlushLinesAsync();
    }

    /// <summary>Writes what waits of metrics.</summary>
    public Task FlushLinesAsync() => metrics.FlushAsync(CancellationToken.None);

    /// <summary>Held-out losses of a stage that count, by step; what was not finite is null.</summary>
    public async Task<IReadOnlyDictionary<long, double?>> ReadLossesAsync(int stageIndex)
    {
        await FlushAsync();
        return (await MetricsReader.ReadAsync(store, run)).Where(line => line.StageIndex == stageIndex && line.HeldOutLoss is not null)
            .ToDictionary(line => line.Step, line => double.IsFinite(line.HeldOutLoss!.Value) ? line.HeldOutLoss : null);
    }

    public async Task<string?> QuarantineAsync(IReadOnlyList<QuarantinedSample> met, QuarantineBudget budget)
    {
        var known = await LedgerAsync();
        var fresh = known.Commit(met.Select(bad => new QuarantineEntry(bad.Source, bad.Shard, (int)bad.Index, bad.Offset, bad.Reason, bad.Hash)));
        foreach (var bad in fresh)
        {
            report(new RunWarning($"The sample {bad.Index} of {bad.Source}/{bad.Shard} is left out: {bad.Reason}"));
        }

        isLedgerUnsaved |= fresh.Count > 0;
        await SaveLedgerAsync();

        // Known ones count too: the silo that entered them may have died before the run paused.
        return await OverBudgetAsync(budget);
    }

    /// <summary>Why the run must not go on: more bad samples than it bears, those that were cleared left out. Null where it may.</summary>
    public async Task<string?> OverBudgetAsync(QuarantineBudget budget) =>
        (await LedgerAsync()).OverBudget(budget, await ClearedAsync()) is { } over
            ? $"The run is paused with a checkpoint: {over} See {RunFiles.Quarantine(run)}. Mend the source, raise quarantine in the recipe and submit the run again, or clear the list by cos quarantine {run} --clear and resume."
            : null;

    /// <summary>The bad samples.</summary>
    public async Task<QuarantineView> QuarantineViewAsync(QuarantineBudget budget)
    {
        var known = await LedgerAsync();
        return new QuarantineView
        {
            Samples = [.. known.Entries.Take(ShownSamples).Select(QuarantinedSamples.Of)],
            Count = known.Entries.Count,
            Cleared = (await ClearedAsync()).Entries.Count,
            PerRun = budget.PerRun,
            PerSource = budget.PerSource,
            OverBudget = await OverBudgetAsync(budget),
        };
    }

    /// <summary>Lets the bad samples so far count against no budget; they are left out as before.</summary>
    public async Task ClearQuarantineAsync() => await QuarantineLedgerFile.SaveAsync(store, RunFiles.QuarantineCleared(run), await LedgerAsync());

    /// <summary>The run was deleted: nothing of it is known any more.</summary>
    public void Forget() => (ledger, isLedgerUnsaved) = (null, false);

    private async Task<QuarantineLedger> LedgerAsync() => ledger ??= await QuarantineLedgerFile.LoadAsync(store, RunFiles.Quarantine(run));

    private Task<QuarantineLedger> ClearedAsync() => QuarantineLedgerFile.LoadAsync(store, RunFiles.QuarantineCleared(run));

    private async Task SaveLedgerAsync()
    {
        if (isLedgerUnsaved)
        {
            isLedgerUnsaved = false;
            try
            {
                await QuarantineLedgerFile.SaveAsync(store, RunFiles.Quarantine(run), ledger!);
            }
            catch (Exception)
            {
                isLedgerUnsaved = true;
                throw;
            }
        }
    }

    public async Task StageBegunAsync(StageStarted started)
    {
        begun[started.Index] = time.GetTimestamp();
        last = begun[started.Index];
        await store.WriteAsync(RunFiles.Stage(run, started.Stage), CheckpointJson.Write(started), BlobCondition.None, CancellationToken.None);
    }

    public void StageDone(RunEntry entry, StageOutline stage, long step)
    {
        report(new StageFinished(stage.Name, stage.Steps, skipped, begun.TryGetValue(entry.StageIndex, out var start) ? time.GetElapsedTime(start) : TimeSpan.Zero));
        if (step < stage.Steps)
        {
            metrics.Add(new StepMetric { Generation = entry.Generation, Stage = stage.Name, StageIndex = entry.StageIndex, Step = step, IsEnd = true });
        }
    }

    /// <summary>A run that stands in the store without a record of a cluster: one that was copied here, or trained by an older version.</summary>
    public async Task<RunEntry?> AdoptAsync()
    {
        if (await new RunRecords(store, run).FindAsync() is not { } found || await store.FindAsync(RunFiles.Recipe(run), CancellationToken.None) is null)
        {
            return null;
        }

        var (recipe, _) = await store.ReadAsync(RunFiles.Recipe(run));
        return new RunEntry
        {
            Run = run,
            Recipe = System.Text.Encoding.UTF8.GetString(recipe),
            RecipeHash = found.RecipeHash,
            Generation = found.Generation,
            Phase = found.Status == RunStatus.Completed ? RunPhase.Completed : RunPhase.Interrupted,
            Reason = found.Reason,
        };
    }

    /// <summary>Writes what the run reads that the lanes read too.</summary>
    public Task WriteRecipeAsync(string resolved) => store.WriteAsync(RunFiles.Recipe(run), System.Text.Encoding.UTF8.GetBytes(resolved), BlobCondition.None, CancellationToken.None);

    public Task MirrorAsync(RunEntry entry) => store.WriteAsync(
        RunFiles.Record(run),
        CheckpointJson.Write(new RunRecord
        {
            Version = 1,
            Run = run,
            Generation = entry.Generation,
            RecipeHash = entry.RecipeHash,
            Reason = entry.Reason,
            Status = entry.Phase switch
            {
                RunPhase.Completed => RunStatus.Completed,
                RunPhase.Held => RunStatus.Held,
                RunPhase.Interrupted or RunPhase.Paused or RunPhase.Failed => RunStatus.Interrupted,
                _ => RunStatus.Training,
            },
        }),
        BlobCondition.None,
        CancellationToken.None);
}
