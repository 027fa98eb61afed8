using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Support.Reference;

/// <summary>
/// Writes checkpoints beside the training, one at a time and in order: objects, manifest, verification by reading everything back, then the latest
/// pointer, then retention. One may wait while another is sent; a third stops the training until there is room, for each is a copy in memory.
/// </summary>
/// <param name="store">The store of the run.</param>
/// <param name="keep">Verified checkpoints that stay.</param>
/// <param name="report">Hears of each checkpoint.</param>
internal sealed class CheckpointSaver(IBlobStore store, int keep, Action<RunEvent> report)
{
    private readonly CheckpointWriter writer = new(store);
    private readonly CheckpointReader reader = new(store);
    private readonly CheckpointCatalog catalog = new(store);
    private readonly HashSet<CheckpointName> verified = [];
    private Task before = Task.CompletedTask;
    private Task current = Task.CompletedTask;

    /// <summary>Takes over a checkpoint to write; returns at once unless two are on their way already.</summary>
    /// <exception cref="UserErrorException">One before failed.</exception>
    public async Task BeginAsync(CheckpointName name, CheckpointContent content, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(false);
        (before, var mine) = (current, current);
        current = Task.Run(
            async () =>
            {
                await mine.ConfigureAwait(false);
                await SaveAsync(name, content, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Waits until all that was begun stands in the store.</summary>
    /// <exception cref="UserErrorException">It failed.</exception>
    public Task FinishAsync() => current;

    private async Task SaveAsync(CheckpointName name, CheckpointContent content, CancellationToken cancellationToken)
    {
        var manifest = await writer.WriteAsync(name, content, cancellationToken).ConfigureAwait(false);
        await reader.VerifyAsync(name, cancellationToken).ConfigureAwait(false);
        verified.Add(name);
        await catalog.PointAsync(name, cancellationToken).ConfigureAwait(false);
        report(new CheckpointWritten(name.Stage, name.Step, name.Folder, manifest.Length));
        await RetainAsync(name, cancellationToken).ConfigureAwait(false);
    }

    private async Task RetainAsync(CheckpointName latest, CancellationToken cancellationToken)
    {
        // Those of earlier generations were verified by the process that moved the pointer past them.
        var all = await catalog.ListAsync(latest.Run, cancellationToken).ConfigureAwait(false);
        var pinned = await new CheckpointPins(store).ReadAsync(latest.Run, cancellationToken).ConfigureAwait(false);
        foreach (var name in RetentionRule.ToDelete(all, keep, name => verified.Contains(name) || name.Generation < latest.Generation, name => name == latest || pinned.Contains(name.Folder)))
        {
            await catalog.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
        }

        // Nobody finishes what an earlier generation left torn.
        foreach (var torn in all.Where(info => info.Fault is not null && info.Name.Generation < latest.Generation))
        {
            await catalog.DeleteAsync(torn.Name, cancellationToken).ConfigureAwait(false);
        }
    }
}
