using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Runs;

/// <summary>What is told of a stage when it begins or goes on.</summary>
internal static class StageFacts
{
    public static StageStarted Started(Recipe recipe, int index, StageModel model, long step)
    {
        var stage = recipe.Stages[index];
        var trained = model.Trained.Sum(parameter => parameter.Value.numel());
        return new StageStarted(
            stage.Name, index, step, stage.TotalSteps, stage.Layout, stage.IsMultimodal ? RecipeLayouts.Get(recipe, stage).Tokens : 0, stage.ImageSide ?? 0,
            trained, model.Parameters.Sum(parameter => parameter.Value.numel()) - trained);
    }
}
