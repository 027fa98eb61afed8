using ChainOfSight.Tensors.Collectives;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Elastic;

/// <summary>Builds a stage from the seed or from a checkpoint.</summary>
internal sealed class StageOpener(ReplicaLaneServices services, Lane lane, LaneRun run)
{
    /// <exception cref="LaneOrderException">The order names a stage or checkpoint from which it cannot be begun.</exception>
    public async Task<StageReplica> OpenAsync(OpenStage order, CancellationToken cancellationToken)
    {
        if (order.StageIndex < 0 || order.StageIndex >= run.Recipe.Stages.Count)
        {
            throw new LaneOrderException($"The run \"{order.Run}\" has the stages 0 to {run.Recipe.Stages.Count - 1}; stage {order.StageIndex} was ordered.");
        }

        var stage = run.Recipe.Stages[order.StageIndex];
        var start = await StartAsync(order, stage, cancellationToken).ConfigureAwait(false);
        var visual = stage.IsMultimodal ? new VisualState(stage.Name, RecipeLayouts.Get(run.Recipe, stage), stage.ImageSide!.Value) : start.Visual;
        return await BuildAsync(order, stage, start, visual, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The weights with which a stage begins or goes on.</summary>
    public async Task<StartPoint> ReadAsync(string? folder, CancellationToken cancellationToken)
    {
        var finder = new StartFinder(services.Store, run.Recipe, run.Identity.Run, run.Identity.Frozen, _ => { });
        if (folder is null)
        {
            return await finder.BeginAsync(cancellationToken).ConfigureAwait(false);
        }

        var name = CheckpointName.Parse(folder) ?? throw new LaneOrderException($"\"{folder}\" is no folder of a checkpoint; legal is runs/RUN/checkpoints/STAGE-STEP/GENERATION-SAVER/.");
        return await finder.ReadAsync(name, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StartPoint> StartAsync(OpenStage order, StageRecipe stage, CancellationToken cancellationToken)
    {
        var start = await ReadAsync(order.Checkpoint, cancellationToken).ConfigureAwait(false);
        if (start.Step is not null && start.StageIndex == order.StageIndex)
        {
            return start;
        }

        if (start.StageIndex > order.StageIndex)
        {
            throw new LaneOrderException($"The checkpoint {start.From} is of stage {start.StageIndex}, and stage {order.StageIndex} is to be opened, which comes before. Open the checkpoint's stage.");
        }

        if (stage.IsMultimodal && start.Visual is { } before && HandOver.IsNeeded(before.Layout, RecipeLayouts.Get(run.Recipe, stage)))
        {
            throw new LaneOrderException($"The stage \"{stage.Name}\" begins with the layout {stage.Layout}, the weights of {start.From} have {before.Layout.Name}. Transform them first.");
        }

        // The head of a vision stage has done its work.
        start.Library.Drop(PartNames.Head);
        return new StartPoint { StageIndex = order.StageIndex, Library = start.Library, Visual = start.Visual, From = start.From };
    }

    private async Task<StageReplica> BuildAsync(OpenStage order, StageRecipe stage, StartPoint start, VisualState? visual, CancellationToken cancellationToken)
    {
        var ahead = new SlotAhead(await services.Data.OpenAsync(run.Recipe, stage, DataSplit.Training, cancellationToken).ConfigureAwait(false), stage.TotalSteps);
        StageModel? model = null;
        StageOptimizer? optimizer = null;
        try
        {
            var step = start.Step ?? 0;
            model = await lane.RunAsync(() => run.Builder.Build(stage, start.Library, ahead.Classes), cancellationToken).ConfigureAwait(false);
            optimizer = await lane.RunAsync(() => new StageOptimizer(model, start.Library, start.Optimizer, start.Updates), cancellationToken).ConfigureAwait(false);
            if (step < stage.TotalSteps)
            {
                await WorstCase.TryAsync(lane, model, run.Recipe.Seed).ConfigureAwait(false);
                if (order.IsForJoin)
                {
                    // The way from the store to a batch, and from there to an update, is gone once now, while nobody waits for it.
                    var batch = await ahead.TakeAsync(step, 0, cancellationToken).ConfigureAwait(false);
                    await StageRehearsal.RunAsync(lane, model, optimizer, batch, run.Recipe.Seed, step).ConfigureAwait(false);
                }
            }

            return await lane.RunAsync(
                () => new StageReplica(run, order.StageIndex, model, optimizer, start.Library, visual, ahead, step, CollectivesOf(model), order.IsForJoin), CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            await lane.RunAsync(() => { optimizer?.Dispose(); model?.Dispose(); }, CancellationToken.None).ConfigureAwait(false);
            await ahead.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private IDeviceCollectives? CollectivesOf(StageModel model) => model.Trained.Count > 0 ? services.Collectives(model.Trained[0].Value.device) : null;
}
