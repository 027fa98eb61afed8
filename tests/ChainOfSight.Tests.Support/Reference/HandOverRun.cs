using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Support.Reference;

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
        var (after, report) = await new HandOverWork(session.Lane, session.Builder, session.Recipe, session.Options.Data).RunAsync(stage, before, library, cancellationToken).ConfigureAwait(false);
        await session.Options.Store.WriteAsync(RunFiles.HandOver(session.Run, stage.Name), CheckpointJson.Write(report), BlobCondition.None, cancellationToken).ConfigureAwait(false);
        session.Report(new HandOverDone(report));
        return (after, report.Accepted || session.Options.AcceptHandOver && report.ConstantMapError <= report.ConstantMapLimit ? null : HandOverWork.Explain(report));
    }
}
