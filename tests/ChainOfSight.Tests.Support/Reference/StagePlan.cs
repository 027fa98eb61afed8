using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps.Models;
using System.Text.Json;

namespace ChainOfSight.Tests.Support.Reference;

/// <summary>Goes through the stages of a run: hand-over, model, training, held-out loss, evaluation.</summary>
internal sealed class StagePlan(RunSession session)
{
    private readonly Recipe recipe = session.Recipe;

    /// <summary>Runs the stages from a start point.</summary>
    /// <param name="start">Where the run stands.</param>
    /// <param name="cancellationToken">Ends after the current step.</param>
    /// <returns>Null where all stages are done; else why the run is held.</returns>
    public async Task<string?> RunAsync(StartPoint start, CancellationToken cancellationToken)
    {
        var (library, visual) = (start.Library, start.Visual);
        for (var index = start.StageIndex; index < recipe.Stages.Count; index++)
        {
            var stage = recipe.Stages[index];
            var from = index == start.StageIndex ? start : new StartPoint { StageIndex = index };
            var handedOver = false;
            if (from.Step is null && stage.IsMultimodal && visual is not null && HandOver.IsNeeded(visual.Layout, RecipeLayouts.Get(recipe, stage)))
            {
                var change = await new HandOverRun(session).RunAsync(stage, visual, library, cancellationToken).ConfigureAwait(false);
                if (change.Held is not null)
                {
                    return change.Held;
                }

                library = change.Library;
                handedOver = true;
            }

            visual = stage.IsMultimodal ? new VisualState(stage.Name, RecipeLayouts.Get(recipe, stage), stage.ImageSide!.Value) : visual;
            await StageAsync(index, library, visual, from, handedOver, cancellationToken).ConfigureAwait(false);

            // The head of a vision stage has done its work.
            library.Drop(PartNames.Head);
        }

        return null;
    }

    private async Task StageAsync(int index, WeightLibrary library, VisualState? visual, StartPoint from, bool handedOver, CancellationToken cancellationToken)
    {
        var stage = recipe.Stages[index];
        var evaluated = await IsEvaluatedAsync(stage, cancellationToken).ConfigureAwait(false);
        if (from.Step == stage.TotalSteps && evaluated)
        {
            return;
        }

        await using var data = await session.Options.Data.OpenAsync(recipe, stage, DataSplit.Training, cancellationToken).ConfigureAwait(false);
        var model = await session.Lane.RunAsync(() => session.Builder.Build(stage, library, data.Classes), cancellationToken).ConfigureAwait(false);
        try
        {
            var started = StageFacts.Started(recipe, index, model, from.Step ?? 0);
            await session.Options.Store.WriteAsync(RunFiles.Stage(session.Run, stage.Name), CheckpointJson.Write(started), BlobCondition.None, cancellationToken).ConfigureAwait(false);
            session.Report(started);
            if (from.Step != stage.TotalSteps)
            {
                await new StageRun(session, index, library, visual).TrainAsync(model, data, from, handedOver, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!evaluated)
            {
                await EvaluateAsync(stage, (MultimodalStageModel)model, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await session.Lane.RunAsync(model.Dispose, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsEvaluatedAsync(StageRecipe stage, CancellationToken cancellationToken) =>
        session.Options.Evaluator is null || !stage.IsMultimodal || recipe.Evaluation.Sets.Count == 0
        || await session.Options.Store.FindAsync(RunFiles.Evaluation(session.Run, stage.Name), cancellationToken).ConfigureAwait(false) is not null;

    private async Task EvaluateAsync(StageRecipe stage, MultimodalStageModel model, CancellationToken cancellationToken)
    {
        var results = await session.Options.Evaluator!.EvaluateAsync(
            new StageEvaluationContext
            {
                Run = session.Run,
                Store = session.Options.Store,
                Recipe = recipe,
                Stage = stage,
                Step = stage.TotalSteps,
                Model = model,
                Lane = session.Lane,
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var result in results)
        {
            session.Report(new StageEvaluated(stage.Name, result.Set, result.Tasks));
        }

        await session.Options.Store.WriteAsync(
            RunFiles.Evaluation(session.Run, stage.Name), JsonSerializer.SerializeToUtf8Bytes(results, MetricsLog.Json), BlobCondition.None, cancellationToken).ConfigureAwait(false);
    }
}
