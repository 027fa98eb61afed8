using ChainOfSight.Data.Quarantine;
using ChainOfSight.Grains.Stages;
using ChainOfSight.Storage;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Recipes.Rules;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;

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
            Stages = [.. read.Stages.Select((stage, index) => Stage(read, stage, index))],
            Budget = new QuarantineBudget { PerRun = read.Quarantine.PerRun, PerSource = read.Quarantine.PerSource },
            Keep = read.Checkpoints.Keep,
            DeviceKind = read.Device.StartsWith("cuda", StringComparison.Ordinal) ? "cuda" : "cpu",
            IsReported = read.Report,
        });
    }

    /// <inheritdoc/>
    public async Task<bool> StartsWithTransformAsync(string recipe, string run, IBlobStore store)
    {
        var read = RecipeReader.Read(recipe, "of the run");
        var first = read.Stages[0];
        if (read.StartFrom is null)
        {
            return false;
        }

        var start = await new StartFinder(store, read, run, await FrozenFiles.DescribeAsync(read, CancellationToken.None), _ => { }).BeginAsync(CancellationToken.None);
        return first.IsMultimodal && start.Visual is { } before && HandOver.IsNeeded(before.Layout, RecipeLayouts.Get(read, first));
    }

    // The layout in force is that of the last multimodal stage before.
    private static bool NeedsTransform(Recipe recipe, int index) =>
        recipe.Stages[index].IsMultimodal && recipe.Stages.Take(index).LastOrDefault(stage => stage.IsMultimodal) is { } before
        && HandOver.IsNeeded(RecipeLayouts.Get(recipe, before), RecipeLayouts.Get(recipe, recipe.Stages[index]));

    private static StageOutline Stage(Recipe recipe, StageRecipe stage, int index)
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
            Plateau = stage.Plateau is { } plateau ? new PlateauRule(plateau.Patience, plateau.MinImprovement) : null,
            NeedsTransform = NeedsTransform(recipe, index),
            SkipsNonFinite = stage.NonFinite == NonFinitePolicy.Skip,
        };
    }
}
