using ChainOfSight.Data.Quarantine;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Tests.Support.Reference;

/// <summary>What the parts of a run share while a process trains it.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    private RunSession(RunOptions options, RunRecord record, Lane lane, MetricsLog metrics, CheckpointSaver saver) =>
        (Options, Record, Lane, Metrics, Saver) = (options, record, lane, metrics, saver);

    public RunOptions Options { get; }

    public RunRecord Record { get; }

    public Lane Lane { get; }

    public MetricsLog Metrics { get; }

    public CheckpointSaver Saver { get; }

    public required Device Device { get; init; }

    public required ModelBuilder Builder { get; init; }

    public required IReadOnlyList<FrozenFile> Frozen { get; init; }

    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    public required QuarantineLedger Ledger { get; init; }

    public Recipe Recipe => Options.Recipe;

    public RunIdentity Identity => new(Run, Recipe, Record.RecipeHash, Frozen, Versions);

    public string Run => Record.Run;

    /// <summary>Opens tokenizer, lane and device.</summary>
    public static async Task<RunSession> OpenAsync(RunOptions options, RunRecord record, MetricsLog metrics, CheckpointSaver saver, CancellationToken cancellationToken)
    {
        var recipe = options.Recipe;
        var tokenizer = await options.Data.OpenTokenizerAsync(recipe, cancellationToken).ConfigureAwait(false);
        var frozen = await FrozenFiles.DescribeAsync(recipe, cancellationToken).ConfigureAwait(false);
        var lane = new Lane(recipe.Device);
        try
        {
            var device = await lane.RunAsync(() => LaneSettings.Apply(recipe.Device, LaneSettings.Threads(recipe)), cancellationToken).ConfigureAwait(false);
            return new RunSession(options, record, lane, metrics, saver)
            {
                Device = device,
                Builder = new ModelBuilder(recipe, tokenizer, device),
                Frozen = frozen,
                Ledger = await QuarantineLedgerFile.LoadAsync(options.Store, RunFiles.Quarantine(record.Run), cancellationToken).ConfigureAwait(false),
                Versions = LaneSettings.Versions(),
            };
        }
        catch
        {
            await lane.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Report(RunEvent happened) => Options.Progress?.Report(happened with { Time = Options.Time.GetUtcNow() });

    public ValueTask DisposeAsync() => Lane.DisposeAsync();
}
