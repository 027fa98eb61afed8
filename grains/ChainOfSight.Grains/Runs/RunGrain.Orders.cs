using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Grains.Runs;

/// <content>What operators and clients order.</content>
public sealed partial class RunGrain
{
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
}
