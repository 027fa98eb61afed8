using ChainOfSight.Models;
using ChainOfSight.Storage;
using ChainOfSight.Tensors.Safetensors;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Tests.Support.Reference;

/// <summary>
/// What runs of grains are compared with: one lane, one process, no messages. Trains a recipe from where it stands to its end: stages, hand-overs, checkpoints,
/// evaluation, report. The same call begins a run and goes on with it; a run that was interrupted ends with the same bits as one that was not (same machine, same threads).
/// </summary>
/// <param name="options">What it works with.</param>
internal sealed class TrainingRun(RunOptions options)
{
    private readonly string run = options.Run ?? options.Recipe.Name;

    /// <summary>Trains.</summary>
    /// <param name="cancellationToken">Ends after the current step with a checkpoint; the outcome is then <see cref="RunStatus.Interrupted"/>.</param>
    /// <returns>How the run ended in this process.</returns>
    /// <exception cref="UserErrorException">Something that a person can mend; the last checkpoint is untouched.</exception>
    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken = default)
    {
        var records = new RunRecords(options.Store, run);
        if (options.Restart)
        {
            await records.DeleteAsync(cancellationToken).ConfigureAwait(false);
        }

        var record = await records.ClaimAsync(options.Recipe, cancellationToken).ConfigureAwait(false);
        if (record.Status == RunStatus.Completed)
        {
            return Finish(RunStatus.Completed, $"The run \"{run}\" is complete already. Train it anew with --restart, or give this one another name with --run NAME.");
        }

        var outcome = await TrainAsync(records, record, cancellationToken).ConfigureAwait(false);
        await records.ReleaseAsync(record, outcome.Status, outcome.Status == RunStatus.Held ? outcome.Message : null, CancellationToken.None).ConfigureAwait(false);
        return Finish(outcome.Status, outcome.Message);
    }

    private async Task<RunOutcome> TrainAsync(RunRecords records, RunRecord record, CancellationToken cancellationToken)
    {
        var metrics = new MetricsLog(options.Store, run, options.Time);
        var saver = new CheckpointSaver(options.Store, options.Recipe.Checkpoints.Keep, Report);
        try
        {
            await using var session = await RunSession.OpenAsync(options, record, metrics, saver, cancellationToken).ConfigureAwait(false);
            var start = await new StartFinder(options.Store, options.Recipe, run, session.Frozen, message => Report(new RunWarning(message))).FindAsync(cancellationToken).ConfigureAwait(false);
            Report(new RunStarted(run, record.Generation, [.. options.Recipe.Stages.Select(stage => stage.Name)], start.From));
            var held = await new StagePlan(session).RunAsync(start, cancellationToken).ConfigureAwait(false);
            if (held is not null)
            {
                return new RunOutcome(RunStatus.Held, held);
            }

            if (options.Recipe.Report && options.Reporter is { } reporter)
            {
                await reporter.WriteAsync(options.Store, run, cancellationToken).ConfigureAwait(false);
            }

            return new RunOutcome(RunStatus.Completed, $"The run \"{run}\" is complete.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await metrics.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await saver.FinishAsync().ConfigureAwait(false);
            return new RunOutcome(RunStatus.Interrupted, $"The run \"{run}\" was interrupted. The same command goes on with it.");
        }
        catch (Exception e) when (e is ModelException or SafetensorsException)
        {
            // Sizes or weight files of the recipe that do not fit: the message says which.
            throw new UserErrorException(e.Message, e);
        }
        catch (UserErrorException e) when (e is not DiskFullException)
        {
            // What was measured until then is worth keeping; a fault in doing so must not hide the one that matters.
            await KeepWhatIsThereAsync(metrics, records, record, e).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task KeepWhatIsThereAsync(MetricsLog metrics, RunRecords records, RunRecord record, UserErrorException fault)
    {
        try
        {
            await metrics.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await records.ReleaseAsync(record, RunStatus.Interrupted, fault.Message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is UserErrorException or IOException)
        {
        }
    }

    private RunOutcome Finish(RunStatus status, string message)
    {
        Report(new RunFinished(run, status, message));
        return new RunOutcome(status, message);
    }

    private void Report(RunEvent happened) => options.Progress?.Report(happened with { Time = options.Time.GetUtcNow() });
}
