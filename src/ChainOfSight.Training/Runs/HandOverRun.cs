using ChainOfSight.Models.Resampling;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Runs;

/// <summary>
/// Does a hand-over: held-out loss before, inflation, check on a constant map, held-out loss after. Held where a check fails: nothing is
/// written then but the report, so that the checkpoint before stays the latest.
/// </summary>
internal sealed class HandOverRun(RunSession session)
{
    /// <summary>Takes the weights over into the layout of a stage.</summary>
    /// <returns>The weights, or why the run is held.</returns>
    public async Task<(WeightLibrary Library, string? Held)> RunAsync(StageRecipe stage, VisualState before, WeightLibrary library, CancellationToken cancellationToken)
    {
        var recipe = session.Recipe;
        var layout = RecipeLayouts.Get(recipe, stage);
        var measured = HeldOutMeasure.Stage(stage, recipe.HandOver.Samples);
        var lossBefore = await MeasureAsync(measured with { Layout = before.Layout.Name, ImageSide = before.ImageSide }, before.Layout, library.Copy(), cancellationToken).ConfigureAwait(false);
        var (after, error) = await session.Lane.RunAsync(() => new HandOver(session.Builder).Transform(before.Layout, layout, library), cancellationToken).ConfigureAwait(false);
        var lossAfter = await MeasureAsync(measured, layout, after, cancellationToken).ConfigureAwait(false);
        var report = new HandOverReport
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
        };
        await session.Options.Store.WriteAsync(RunFiles.HandOver(session.Run, stage.Name), CheckpointJson.Write(report), BlobCondition.None, cancellationToken).ConfigureAwait(false);
        session.Report(new HandOverDone(report));
        return (after, report.Accepted || session.Options.AcceptHandOver && error <= report.ConstantMapLimit ? null : Explain(report));
    }

    private async Task<double> MeasureAsync(StageRecipe measured, ResamplerLayout layout, WeightLibrary library, CancellationToken cancellationToken)
    {
        await using var data = await session.Options.Data.OpenAsync(session.Recipe, measured, DataSplit.Validation, cancellationToken).ConfigureAwait(false);
        var model = await session.Lane.RunAsync(() => session.Builder.Build(measured, library, [], layout), cancellationToken).ConfigureAwait(false);
        try
        {
            return await HeldOutMeasure.MeasureAsync(session.Lane, model, data, measured.Slots, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await session.Lane.RunAsync(model.Dispose, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static string Explain(HandOverReport report) => report.ConstantMapError > report.ConstantMapLimit
        ? $"The hand-over from {report.FromLayout} to {report.ToLayout} is held: on a constant map the tokens differ by {report.ConstantMapError:G3}, the limit is {report.ConstantMapLimit:G3}. "
            + "This is a fault of the program or of the hardware; run cos vectors verify."
        : $"The hand-over from {report.FromLayout} to {report.ToLayout} is held: the held-out loss went from {report.LossBefore:F4} to {report.LossAfter:F4} ({report.LossRise:+0.0%;-0.0%}), "
            + $"the limit is {report.MaxLossRise:+0.0%}. Go on anyway with --accept-hand-over or a larger handOver.maxLossRise, or start another run with another layout.";
}
