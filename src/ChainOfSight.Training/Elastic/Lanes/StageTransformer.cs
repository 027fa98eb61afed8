using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Elastic;

/// <summary>Makes a hand-over from a checkpoint, and writes report and checkpoint.</summary>
internal sealed class StageTransformer(ReplicaLaneServices services, Lane lane, LaneRun run)
{
    public async Task<TransformedStage> RunAsync(TransformOrder order, CancellationToken cancellationToken)
    {
        var recipe = run.Recipe;
        var stage = order.StageIndex >= 0 && order.StageIndex < recipe.Stages.Count ? recipe.Stages[order.StageIndex] : null;
        if (stage is not { IsMultimodal: true })
        {
            throw new LaneOrderException($"Stage {order.StageIndex} of the run \"{order.Run}\" has no token layout, so nothing can be handed over to it.");
        }

        var start = await new StageOpener(services, lane, run).ReadAsync(order.Checkpoint, cancellationToken).ConfigureAwait(false);
        if (start.Visual is not { } before)
        {
            throw new LaneOrderException($"The weights of {start.From ?? "the beginning"} have no token layout yet, so nothing is to be handed over. Open the stage \"{stage.Name}\" with them.");
        }

        start.Library.Drop(PartNames.Head);
        var (after, report) = await new HandOverWork(lane, run.Builder, recipe, services.Data).RunAsync(stage, before, start.Library, cancellationToken).ConfigureAwait(false);
        await services.Store.WriteAsync(RunFiles.HandOver(order.Run, stage.Name), CheckpointJson.Write(report), BlobCondition.None, cancellationToken).ConfigureAwait(false);
        var visual = new VisualState(stage.Name, RecipeLayouts.Get(recipe, stage), stage.ImageSide!.Value);
        var content = new CheckpointContent(RunState.Of(run.Identity, order.StageIndex, 0, 0, after.Tensors, visual), after.Tensors, new Dictionary<string, HostTensor>());
        var name = new CheckpointName(order.Run, stage.Name, 0, order.Generation, order.Saver);
        var saved = await new CheckpointUpload(services.Store, services.Time).RunAsync(name, content, cancellationToken).ConfigureAwait(false);
        return new TransformedStage(report, saved, report.Accepted ? null : HandOverWork.Explain(report), (report.ConstantMapError ?? 0) <= report.ConstantMapLimit);
    }
}
