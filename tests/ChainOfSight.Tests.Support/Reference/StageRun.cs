using ChainOfSight.Data.Quarantine;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Recipes.Rules;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Tests.Support.Reference;

/// <summary>Trains one stage from where it stands to its end, or until it is cancelled.</summary>
internal sealed class StageRun(RunSession session, int index, WeightLibrary library, VisualState? visual)
{
    private readonly StageRecipe stage = session.Recipe.Stages[index];
    private readonly TimeProvider time = session.Options.Time;
    private long skipped;
    private string? overBudget;

    /// <summary>Trains the stage.</summary>
    /// <param name="model">Its model, built from the library.</param>
    /// <param name="data">Its training data.</param>
    /// <param name="from">Where it goes on; its optimizer state is used if it is in this stage.</param>
    /// <param name="saveFirst">Whether the state before the first step is a checkpoint of its own, as after a hand-over.</param>
    /// <param name="cancellationToken">Ends after the current step with a checkpoint.</param>
    public async Task TrainAsync(StageModel model, IStageData data, StartPoint from, bool saveFirst, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var step = from.Step ?? 0;
        var optimizer = await session.Lane.RunAsync(() => new StageOptimizer(model, library, from.Optimizer, from.Updates), CancellationToken.None).ConfigureAwait(false);
        try
        {
            // A stage that goes on may do so on a smaller machine than the one on which it began.
            if (step < stage.TotalSteps)
            {
                await WorstCase.TryAsync(session.Lane, model, session.Recipe.Seed).ConfigureAwait(false);
            }

            if (saveFirst && step == 0)
            {
                await SaveAsync(optimizer, 0).ConfigureAwait(false);
            }

            var saved = step;
            var trainer = new StageTrainer(session.Lane, model, optimizer, session.Recipe.Seed, index, time);
            await using (var feed = new SlotFeed(data, step, stage.TotalSteps, stage.Slots, Math.Max(4, 2 * stage.Slots)))
            {
                var rates = new RateMeter(time);
                while (step < stage.TotalSteps && overBudget is null && !cancellationToken.IsCancellationRequested)
                {
                    await StepAsync(trainer, feed, rates, step++).ConfigureAwait(false);

                    // Before the checkpoint of the same step, so that a run that goes on from it lacks nothing.
                    if (Every(session.Recipe.Evaluation.EverySteps, step) || step == stage.TotalSteps)
                    {
                        await MeasureAsync(model, step).ConfigureAwait(false);
                    }

                    if (Every(session.Recipe.Checkpoints.EverySteps, step) || step == stage.TotalSteps)
                    {
                        await SaveAsync(optimizer, saved = step).ConfigureAwait(false);
                    }
                }
            }

            if (saved != step || from.Step is null && step == 0)
            {
                await SaveAsync(optimizer, step).ConfigureAwait(false);
            }

            await session.Metrics.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await session.Saver.FinishAsync().ConfigureAwait(false);
        }
        finally
        {
            await session.Lane.RunAsync(optimizer.Dispose, CancellationToken.None).ConfigureAwait(false);
        }

        if (overBudget is not null)
        {
            throw new UserErrorException($"The run was stopped with a checkpoint: {overBudget} See {RunFiles.Quarantine(session.Run)}; mend the source, or raise quarantine in the recipe, and run again.");
        }

        if (step == stage.TotalSteps)
        {
            session.Report(new StageFinished(stage.Name, stage.TotalSteps, skipped, time.GetElapsedTime(begun)));
        }
    }

    private async Task StepAsync(StageTrainer trainer, SlotFeed feed, RateMeter rates, long step)
    {
        var start = time.GetTimestamp();
        var result = await trainer.StepAsync(step, feed).ConfigureAwait(false);
        rates.Add(start, result.Samples, result.Tokens, result.Waited);
        skipped += result.Skipped is null ? 0 : 1;
        if (result.Skipped is { } reason)
        {
            session.Report(new RunWarning($"Stage \"{stage.Name}\", step {step + 1} was skipped: {reason}."));
        }

        await QuarantineAsync(result.Quarantined).ConfigureAwait(false);
        var (samples, tokens, wait, perStep) = rates.Read();
        session.Report(new StepDone
        {
            Stage = stage.Name,
            Step = step + 1,
            Of = stage.TotalSteps,
            Loss = result.Loss,
            LearningRate = result.LearningRate,
            SamplesPerSecond = samples,
            TokensPerSecond = tokens,
            WaitShare = wait,
            Remaining = perStep * (stage.TotalSteps - step - 1),
            Skipped = skipped,
        });
        await session.Metrics.AppendAsync(Metric(result, step, time.GetElapsedTime(start)), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task QuarantineAsync(IReadOnlyList<QuarantineEntry> met)
    {
        var fresh = session.Ledger.Commit(met);
        if (fresh.Count == 0)
        {
            return;
        }

        foreach (var bad in fresh)
        {
            session.Report(new RunWarning($"The sample {bad.Index} of {bad.Source}/{bad.Shard} is left out: {bad.Reason}"));
        }

        await QuarantineLedgerFile.SaveAsync(session.Options.Store, RunFiles.Quarantine(session.Run), session.Ledger, CancellationToken.None).ConfigureAwait(false);
        var budget = session.Recipe.Quarantine;
        overBudget = session.Ledger.OverBudget(new QuarantineBudget { PerRun = budget.PerRun, PerSource = budget.PerSource });
    }

    private async Task MeasureAsync(StageModel model, long step)
    {
        if (!StageRules.HasHeldOut(session.Recipe, stage))
        {
            return;
        }

        var measured = HeldOutMeasure.Stage(stage, session.Recipe.Evaluation.LossSamples);
        await using var data = await session.Options.Data.OpenAsync(session.Recipe, measured, DataSplit.Validation, CancellationToken.None).ConfigureAwait(false);
        var loss = await HeldOutMeasure.MeasureAsync(session.Lane, model, data, measured.Slots, CancellationToken.None).ConfigureAwait(false);
        session.Report(new HeldOutLoss(stage.Name, step, double.IsFinite(loss) ? loss : null));
        await session.Metrics.AppendAsync(
            new StepMetric { Generation = session.Record.Generation, Stage = stage.Name, StageIndex = index, Step = step, HeldOutLoss = loss }, CancellationToken.None).ConfigureAwait(false);
        await session.Metrics.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private StepMetric Metric(StepResult result, long step, TimeSpan elapsed) => new()
    {
        Generation = session.Record.Generation,
        Stage = stage.Name,
        StageIndex = index,
        Step = step + 1,
        Loss = result.Loss,
        LearningRate = result.LearningRate,
        GradientNorm = result.GradientNorm,
        LossTokens = result.LossTokens,
        Samples = result.Samples,
        Tokens = result.Tokens,
        Skipped = result.Skipped,
        Seconds = elapsed.TotalSeconds,
        WaitSeconds = result.Waited.TotalSeconds,
    };

    private async Task SaveAsync(StageOptimizer optimizer, long step)
    {
        // Only the copy to host memory stops training; writing goes on beside it.
        var content = await session.Lane.RunAsync(
            () =>
            {
                var moments = optimizer.Save(library);
                return new CheckpointContent(State(step, optimizer.Updates), library.Copy().Tensors, moments);
            },
            CancellationToken.None).ConfigureAwait(false);
        await session.Metrics.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        var name = new CheckpointName(session.Run, stage.Name, step, session.Record.Generation, session.Options.Saver);
        await session.Saver.BeginAsync(name, content, CancellationToken.None).ConfigureAwait(false);
    }

    private CheckpointState State(long step, long updates) =>
        RunState.Of(session.Identity, index, step, updates, library.Tensors, stage.IsMultimodal ? new VisualState(stage.Name, RecipeLayouts.Get(session.Recipe, stage), stage.ImageSide!.Value) : visual);

    private static bool Every(long cadence, long step) => cadence > 0 && step % cadence == 0;
}
