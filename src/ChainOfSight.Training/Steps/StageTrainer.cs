using ChainOfSight.Data.Collation;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Steps;

/// <summary>
/// Does the steps of a stage: slots one by one, forward and backward of the summed loss, merged along the canonical tree, one scaling at
/// the root, one update. The same tree is used on one device as on many, so that the bits are the same.
/// </summary>
/// <param name="lane">The thread of the device.</param>
/// <param name="model">The model.</param>
/// <param name="optimizer">Updates it.</param>
/// <param name="seed">Seed of the run.</param>
/// <param name="stageIndex">Index of the stage.</param>
/// <param name="time">Clock for waiting times.</param>
internal sealed class StageTrainer(Lane lane, StageModel model, StageOptimizer optimizer, long seed, int stageIndex, TimeProvider time)
{
    private readonly StageRecipe stage = model.Stage;

    /// <summary>Does one step. A step that has begun is finished: cancel between steps.</summary>
    /// <param name="step">Step of the stage, from 0.</param>
    /// <param name="feed">The slots in order.</param>
    /// <exception cref="NonFiniteLossException">A loss or gradient is not finite, and the recipe says stop.</exception>
    public async Task<StepResult> StepAsync(long step, SlotFeed feed)
    {
        var tree = new TreeReduction<SlotGradient>(stage.Slots, SlotGradient.Merge);
        var batches = new List<SlotBatch>(stage.Slots);
        var waited = TimeSpan.Zero;
        string? fault = null;
        for (var slot = 0; slot < stage.Slots; slot++)
        {
            var start = time.GetTimestamp();
            batches.Add(await feed.NextAsync(CancellationToken.None).ConfigureAwait(false));
            waited += time.GetElapsedTime(start);
            if (fault is null)
            {
                fault = await AddAsync(tree, step, slot, batches[slot]).ConfigureAwait(false);
            }
        }

        var result = new StepResult
        {
            LearningRate = optimizer.LearningRate(step),
            Samples = batches.Sum(batch => batch.Positions.Count),
            Tokens = batches.Sum(model.CountTokens),
            Quarantined = [.. batches.SelectMany(batch => batch.Quarantined)],
            Waited = waited,
        };
        return fault is null ? await ApplyAsync(tree.Root, result, step, batches).ConfigureAwait(false) : await SkipAsync(tree, result, fault).ConfigureAwait(false);
    }

    private Task<string?> AddAsync(TreeReduction<SlotGradient> tree, long step, int slot, SlotBatch batch) => lane.RunAsync(() =>
    {
        try
        {
            tree.Add(slot, SlotPass.Run(model, batch, RandomKey.Of(seed, stageIndex, step, slot)));
            return null;
        }
        catch (NonFiniteSlotException e)
        {
            var what = $"the loss is {e.Value}";
            return stage.NonFinite == NonFinitePolicy.Skip
                ? $"slot {slot}: {what}"
                : throw new NonFiniteLossException(stage.Name, step + 1, slot, what, batch.SampleIds);
        }
    });

    private async Task<StepResult> SkipAsync(TreeReduction<SlotGradient> tree, StepResult result, string reason)
    {
        await lane.RunAsync(() =>
        {
            foreach (var node in tree.Drain())
            {
                node.Dispose();
            }
        }).ConfigureAwait(false);
        return result with { Skipped = reason };
    }

    private async Task<StepResult> ApplyAsync(SlotGradient? root, StepResult result, long step, List<SlotBatch> batches)
    {
        if (root is null)
        {
            return result with { Skipped = "no loss tokens in the batch" };
        }

        var norm = await lane.RunAsync(() =>
        {
            using (root)
            {
                return optimizer.Step(root, step);
            }
        }).ConfigureAwait(false);
        if (double.IsFinite(norm))
        {
            return result with { Loss = root.Loss / root.Tokens, GradientNorm = norm, LossTokens = root.Tokens };
        }

        var slot = await FindNonFiniteAsync(step, batches).ConfigureAwait(false);
        var what = slot >= 0 ? "the gradient is not finite" : "the sum of the slots' gradients is not finite";
        return stage.NonFinite == NonFinitePolicy.Skip
            ? result with { Skipped = slot >= 0 ? $"slot {slot}: {what}" : what }
            : throw new NonFiniteLossException(stage.Name, step + 1, slot, what, slot >= 0 ? batches[slot].SampleIds : []);
    }

    // The leaves are merged by now. They are computed again, which happens once in a run that is about to stop or in a step that is lost anyway.
    private async Task<int> FindNonFiniteAsync(long step, List<SlotBatch> batches)
    {
        for (var slot = 0; slot < batches.Count; slot++)
        {
            var k = slot;
            if (await lane.RunAsync(() =>
            {
                using var leaf = SlotPass.Run(model, batches[k], RandomKey.Of(seed, stageIndex, step, k));
                return leaf is not null && !double.IsFinite(StageOptimizer.Norm(leaf.Gradients));
            }).ConfigureAwait(false))
            {
                return slot;
            }
        }

        return -1;
    }
}
