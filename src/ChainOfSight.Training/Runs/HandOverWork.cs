using ChainOfSight.Models.Resampling;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Runs;

/// <summary>
/// Makes a hand-over: held-out loss before, inflation, check on a constant map, held-out loss after. Writes nothing; what it makes depends on
/// its inputs only.
/// </summary>
internal sealed class HandOverWork(Lane lane, ModelBuilder builder, Recipe recipe, IStageDataProvider provider)
{
    /// <summary>Takes the weights over into the layout of a stage.</summary>
    public async Task<(WeightLibrary After, HandOverReport Report)> RunAsync(StageRecipe stage, VisualState before, WeightLibrary library, CancellationToken cancellationToken)
    {
        var layout = RecipeLayouts.Get(recipe, stage);
        var measured = HeldOutMeasure.Stage(stage, recipe.HandOver.Samples);
        var lossBefore = await MeasureAsync(measured with { Layout = before.Layout.Name, ImageSide = before.ImageSide }, before.Layout, library.Copy(), cancellationToken).ConfigureAwait(false);
        var (after, error) = await lane.RunAsync(() => new HandOver(builder).Transform(before.Layout, layout, library), cancellationToken).ConfigureAwait(false);
        var lossAfter = await MeasureAsync(measured, layout, after, cancellationToken).ConfigureAwait(false);
        return (after, new HandOverReport
        {
            From = before.From,
            To = stage.Name,
            FromLayout = before.Layout.Name,
            ToLayout = layout.Name,
            FromTokens = before.Layout.Tokens,
            ToTokens = layout.Tokens,
            FromImageSide = before.ImageSide,
            ToImageSide = stage.ImageSide!.Value,
            Scales = HandOver.Describe(before.Layout, layout),
            PositionsInterpolated = before.ImageSide != stage.ImageSide,
            ConstantMapError = error,
            LossBefore = lossBefore,
            LossAfter = lossAfter,
            MaxLossRise = recipe.HandOver.MaxLossRise,
            Samples = recipe.HandOver.Samples,
        });
    }

    private async Task<double> MeasureAsync(StageRecipe measured, ResamplerLayout layout, WeightLibrary library, CancellationToken cancellationToken)
    {
        await using var data = await provider.OpenAsync(recipe, measured, DataSplit.Validation, cancellationToken).ConfigureAwait(false);
        var model = await lane.RunAsync(() => builder.Build(measured, library, [], layout), cancellationToken).ConfigureAwait(false);
        try
        {
            return await HeldOutMeasure.MeasureAsync(lane, model, data, measured.Slots, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await lane.RunAsync(model.Dispose, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Why the run is held, and what to do.</summary>
    public static string Explain(HandOverReport report) => report.ConstantMapError > report.ConstantMapLimit
        ? $"The hand-over from {report.FromLayout} to {report.ToLayout} is held: on a constant map the tokens differ by {report.ConstantMapError:G3}, the limit is {report.ConstantMapLimit:G3}. "
            + "This is a fault of the program or of the hardware; run cos vectors verify."
        : $"The hand-over from {report.FromLayout} to {report.ToLayout} is held: the held-out loss went from {report.LossBefore:F4} to {report.LossAfter:F4} ({report.LossRise:+0.0%;-0.0%}), "
            + $"the limit is {report.MaxLossRise:+0.0%}. Go on anyway with --accept-hand-over or a larger handOver.maxLossRise, or start another run with another layout.";
}
