using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Runs;

/// <summary>Takes hold of a run in its store and lets go of it, by compare-and-swap.</summary>
/// <param name="store">The store of the run.</param>
/// <param name="run">Name of the run.</param>
public sealed class RunRecords(IBlobStore store, string run)
{
    private const int Version = 1;

    /// <summary>The record, or null where there is no such run.</summary>
    public async Task<RunRecord?> FindAsync(CancellationToken cancellationToken = default) => (await ReadAsync(cancellationToken).ConfigureAwait(false)).Record;

    /// <summary>Begins the run, or goes on with it under a new generation; a completed run is returned as it is.</summary>
    /// <param name="recipe">The recipe; must mean the same as the one with which the run began.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="UserErrorException">The run began with another recipe.</exception>
    public async Task<RunRecord> ClaimAsync(Recipe recipe, CancellationToken cancellationToken = default)
    {
        var hash = RecipeText.Hash(recipe);
        while (true)
        {
            var (record, etag) = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (record is not null && record.RecipeHash != hash)
            {
                var changes = await RecipeChangesAsync(recipe, cancellationToken).ConfigureAwait(false);
                throw new UserErrorException(
                    $"The run \"{run}\" in {store.Description} began with another recipe{changes}. Use that recipe again, give this run another name, or start it anew with --restart.");
            }

            if (record?.Status == RunStatus.Completed)
            {
                return record;
            }

            var next = new RunRecord
            {
                Version = Version,
                Run = run,
                Generation = (record?.Generation ?? 0) + 1,
                Status = RunStatus.Training,
                RecipeHash = hash,
            };
            try
            {
                if (record is null)
                {
                    await store.WriteAsync(RunFiles.Recipe(run), System.Text.Encoding.UTF8.GetBytes(RecipeText.Resolve(recipe)), BlobCondition.None, cancellationToken).ConfigureAwait(false);
                }

                await SwapAsync(next, etag, cancellationToken).ConfigureAwait(false);
                return next;
            }
            catch (BlobConditionFailedException)
            {
                // Another process claimed it in between: read again.
            }
        }
    }

    /// <summary>Writes how the run ended, if this generation still owns it.</summary>
    /// <exception cref="UserErrorException">Another process owns the run.</exception>
    public async Task ReleaseAsync(RunRecord mine, RunStatus status, string? reason, CancellationToken cancellationToken = default)
    {
        var (record, etag) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (record?.Generation != mine.Generation)
        {
            throw new UserErrorException($"Another process has taken over the run \"{run}\" (generation {record?.Generation}, this is {mine.Generation}). Stop one of them.");
        }

        await SwapAsync(mine with { Status = status, Reason = reason }, etag, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes everything of the run.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken = default)
    {
        // The pointer goes first: a deletion that is cut short must not leave a run that half exists.
        await store.DeleteAsync(LatestPointer.BlobName(run), BlobCondition.None, cancellationToken).ConfigureAwait(false);
        await foreach (var item in store.ListAsync(RunFiles.Root(run), cancellationToken).ConfigureAwait(false))
        {
            await store.DeleteAsync(item.Name, BlobCondition.None, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SwapAsync(RunRecord record, string? etag, CancellationToken cancellationToken) =>
        await store.WriteAsync(RunFiles.Record(run), CheckpointJson.Write(record), etag is null ? BlobCondition.IfAbsent : BlobCondition.IfMatch(etag), cancellationToken).ConfigureAwait(false);

    private async Task<(RunRecord? Record, string? ETag)> ReadAsync(CancellationToken cancellationToken)
    {
        if (await store.FindAsync(RunFiles.Record(run), cancellationToken).ConfigureAwait(false) is null)
        {
            return (null, null);
        }

        var (bytes, properties) = await store.ReadAsync(RunFiles.Record(run), 1 << 20, cancellationToken).ConfigureAwait(false);
        return (CheckpointJson.Read<RunRecord>(bytes, RunFiles.Record(run)), properties.ETag);
    }

    private async Task<string> RecipeChangesAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(RunFiles.Recipe(run), cancellationToken).ConfigureAwait(false) is null)
        {
            return "";
        }

        var (bytes, _) = await store.ReadAsync(RunFiles.Recipe(run), cancellationToken: cancellationToken).ConfigureAwait(false);
        var changes = RecipeChanges.Between(System.Text.Encoding.UTF8.GetString(bytes), RecipeText.Resolve(recipe));
        return changes.Count == 0 ? "" : $"; it differs at {string.Join(", ", changes.Take(5))}{(changes.Count > 5 ? $" and {changes.Count - 5} more places" : "")}";
    }
}
