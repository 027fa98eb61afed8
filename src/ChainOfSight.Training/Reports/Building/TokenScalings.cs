using ChainOfSight.Models.Resampling;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Reports.Model;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Reports.Building;

/// <summary>Shows the hand-overs of a run with the layouts that they name.</summary>
internal static class TokenScalings
{
    public static IReadOnlyList<TokenScaling> Of(RunMaterial run, RunMaterial? origin) =>
        [.. run.Recipe.Stages.Where(stage => run.HandOvers.ContainsKey(stage.Name)).Select(stage => Of(run, origin, run.HandOvers[stage.Name])).OfType<TokenScaling>()];

    private static TokenScaling? Of(RunMaterial run, RunMaterial? origin, HandOverReport change)
    {
        var before = RecipeLayouts.Find(run.Recipe, change.FromLayout) ?? (origin is null ? null : RecipeLayouts.Find(origin.Recipe, change.FromLayout));
        return before is null || RecipeLayouts.Find(run.Recipe, change.ToLayout) is not { } after ? null : new TokenScaling
        {
            FromStage = change.From,
            ToStage = change.To,
            Before = new TokenScalingSide(before, change.FromImageSide, Parameters(run, change.From) ?? (origin is null ? null : Parameters(origin, change.From))),
            After = new TokenScalingSide(WithParents(after, change), change.ToImageSide, Parameters(run, change.To)),
            ConstantMapDifference = change.ConstantMapError,
            ConstantMapLimit = change.ConstantMapLimit,
            HeldOutLossBefore = change.LossBefore,
            HeldOutLossAfter = change.LossAfter,
            MaxLossRise = change.MaxLossRise,
            HeldOutSamples = change.Samples,
            Accepted = change.Accepted,
        };
    }

    // A recipe may leave parents to the rule of windows; the hand-over says which were taken.
    private static ResamplerLayout WithParents(ResamplerLayout layout, HandOverReport change) => layout.Scales.Count != change.Scales.Count
        ? layout
        : layout with { Scales = [.. layout.Scales.Zip(change.Scales, (scale, done) => scale with { Parent = done.Parent })] };

    private static long? Parameters(RunMaterial run, string stage) =>
        run.Checkpoints.FirstOrDefault(checkpoint => checkpoint.Name.Stage == stage).State?.Parameters.TryGetValue(PartNames.Resampler, out var count) == true ? count : null;
}
