using System.Text;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Reports.Pictures;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Reports.Building;

/// <summary>Reads what a run left in its store.</summary>
/// <param name="store">The store.</param>
internal sealed class RunMaterialReader(IBlobStore store)
{
    /// <summary>Reads a run.</summary>
    /// <exception cref="ReportException">There is no such run.</exception>
    public async Task<RunMaterial> ReadAsync(string run, CancellationToken cancellationToken) =>
        await FindAsync(run, cancellationToken).ConfigureAwait(false)
            ?? throw new ReportException($"{store.Description} has no run \"{run}\". Name one that was trained there.");

    /// <summary>Reads a run; null where there is none.</summary>
    public async Task<RunMaterial?> FindAsync(string run, CancellationToken cancellationToken)
    {
        var record = await new RunRecords(store, run).FindAsync(cancellationToken).ConfigureAwait(false);
        if (record is null || await BytesAsync(RunFiles.Recipe(run), cancellationToken).ConfigureAwait(false) is not { } text)
        {
            return null;
        }

        var recipe = RecipeReader.Read(Encoding.UTF8.GetString(text), $"of run {run}");
        return new RunMaterial
        {
            Record = record,
            Recipe = recipe,
            RecipeText = Encoding.UTF8.GetString(text),
            Metrics = await MetricsReader.ReadAsync(store, run, cancellationToken).ConfigureAwait(false),
            Started = await ByStageAsync<StageStarted>(recipe, stage => RunFiles.Stage(run, stage), ReportJson.Read<StageStarted>, cancellationToken).ConfigureAwait(false),
            HandOvers = await ByStageAsync<HandOverReport>(recipe, stage => RunFiles.HandOver(run, stage), CheckpointJson.Read<HandOverReport>, cancellationToken).ConfigureAwait(false),
            Evaluations = await ByStageAsync<IReadOnlyList<EvaluationResult>>(recipe, stage => RunFiles.Evaluation(run, stage), ReportJson.Read<IReadOnlyList<EvaluationResult>>, cancellationToken).ConfigureAwait(false),
            Pictures = await PicturesAsync(run, cancellationToken).ConfigureAwait(false),
            Checkpoints = await CheckpointsAsync(run, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>When the run began: its recipe is written first and once.</summary>
    public async Task<DateTimeOffset> StartedAtAsync(string run, CancellationToken cancellationToken) =>
        (await store.FindAsync(RunFiles.Recipe(run), cancellationToken).ConfigureAwait(false))?.LastModified ?? default;

    private delegate T Reader<T>(ReadOnlySpan<byte> bytes, string source);

    private async Task<IReadOnlyDictionary<string, T>> ByStageAsync<T>(Recipe recipe, Func<string, string> blob, Reader<T> read, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var stage in recipe.Stages)
        {
            if (await BytesAsync(blob(stage.Name), cancellationToken).ConfigureAwait(false) is { } bytes)
            {
                found[stage.Name] = read(bytes, blob(stage.Name));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<KeptPicture>> PicturesAsync(string run, CancellationToken cancellationToken)
    {
        var pictures = new List<KeptPicture>();
        await foreach (var item in store.ListAsync(ReportFiles.AllPictures(run), cancellationToken).ConfigureAwait(false))
        {
            pictures.AddRange(ReportJson.ReadPictures(await BytesAsync(item.Name, cancellationToken).ConfigureAwait(false), item.Name));
        }

        return pictures;
    }

    private async Task<IReadOnlyList<(CheckpointName, CheckpointState, long)>> CheckpointsAsync(string run, CancellationToken cancellationToken)
    {
        var reader = new CheckpointReader(store);
        var checkpoints = new List<(CheckpointName, CheckpointState, long)>();
        foreach (var info in await new CheckpointCatalog(store).ListAsync(run, cancellationToken).ConfigureAwait(false))
        {
            if (info is { Fault: null, Manifest: { } manifest })
            {
                checkpoints.Add((info.Name, await reader.ReadStateAsync(info.Name, cancellationToken).ConfigureAwait(false), manifest.Length));
            }
        }

        return checkpoints;
    }

    private async Task<byte[]?> BytesAsync(string blob, CancellationToken cancellationToken) =>
        await store.FindAsync(blob, cancellationToken).ConfigureAwait(false) is null ? null : (await store.ReadAsync(blob, cancellationToken: cancellationToken).ConfigureAwait(false)).Bytes;
}
