using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Recipes.Rules;

namespace ChainOfSight.Grains.Runs;

/// <summary>Outlines of recipes as <see cref="RecipeReader"/> reads them.</summary>
public sealed class RecipeOutliner : IRecipeOutliner
{
    /// <inheritdoc/>
    public (string Resolved, RunOutline Outline) Outline(string recipe)
    {
        var read = RecipeReader.Read(recipe, "of the run");
        return (RecipeText.Resolve(read), new RunOutline
        {
            RecipeHash = RecipeText.Hash(read),
            Stages = [.. read.Stages.Select(stage => Stage(read, stage))],
            Keep = read.Checkpoints.Keep,
            DeviceKind = read.Device.StartsWith("cuda", StringComparison.Ordinal) ? "cuda" : "cpu",
            IsReported = read.Report,
        });
    }

    private static StageOutline Stage(Recipe recipe, StageRecipe stage)
    {
        var samples = StageRules.HasHeldOut(recipe, stage) ? recipe.Evaluation.LossSamples : 0;
        return new StageOutline
        {
            Name = stage.Name,
            Steps = stage.TotalSteps,
            Slots = stage.Slots,
            SaveEvery = recipe.Checkpoints.EverySteps,
            MeasureEvery = recipe.Evaluation.EverySteps,
            MeasuredSamples = samples,
            MeasuredSlots = HeldOutTree.Slots(samples, stage.SamplesPerSlot),
            IsEvaluated = stage.IsMultimodal && recipe.Evaluation.Sets.Count > 0,
            BySamples = stage.Steps is null,
            SkipsNonFinite = stage.NonFinite == NonFinitePolicy.Skip,
        };
    }
}
