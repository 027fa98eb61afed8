using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Grains.Checkpoints;

/// <inheritdoc cref="ICheckpoint"/>
public sealed class CheckpointGrain(IBlobStore store, [PersistentState("index")] IPersistentState<CheckpointIndex> index) : Grain, ICheckpoint
{
    private readonly CheckpointCatalog catalog = new(store);

    private string Run => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task Saved(CheckpointRef saved, int keep)
    {
        var name = NameOf(saved);
        var (pointer, _) = await catalog.ReadLatestAsync(Run);
        if (pointer is not null && pointer.Generation > saved.Generation)
        {
            // A newer generation has moved it: this one is kept as a checkpoint, and points nowhere.
            return;
        }

        var all = await catalog.ListAsync(Run);
        var current = all.FirstOrDefault(info => info.Name.Folder == pointer?.Folder);
        if (current is null || pointer!.Generation < saved.Generation || (current.StageIndex, current.Name.Step).CompareTo((saved.StageIndex, saved.Step)) <= 0)
        {
            await catalog.PointAsync(name);
        }

        var verified = index.State.Verified.Append(name.Folder).ToHashSet();
        var gone = RetentionRule.ToDelete(all, keep, other => verified.Contains(other.Folder) || other.Generation < saved.Generation, other => other == name).ToHashSet();

        // Nobody finishes what an earlier generation left torn.
        gone.UnionWith(all.Where(info => info.Fault is not null && info.Name.Generation < saved.Generation - 1).Select(info => info.Name));
        foreach (var old in gone)
        {
            await catalog.DeleteAsync(old);
        }

        index.State = new CheckpointIndex { Verified = [.. verified.Except(gone.Select(old => old.Folder)).Order(StringComparer.Ordinal)] };
        await index.WriteStateAsync();
    }

    /// <inheritdoc/>
    public async Task<NewestCheckpoint> Newest()
    {
        var warnings = new List<string>();
        var newest = await catalog.FindNewestAsync(Run, warnings.Add);
        return new NewestCheckpoint { Checkpoint = newest is var (name, content) ? RefOf(name, content.State.StageIndex) : null, Warnings = warnings };
    }

    /// <inheritdoc/>
    public async Task<CheckpointRef?> Find(string title)
    {
        var found = (await catalog.ListAsync(Run)).FirstOrDefault(info => info.Fault is null && info.Name.Title == title);
        return found is null ? null : RefOf(found.Name, found.StageIndex);
    }

    /// <inheritdoc/>
    public Task Revert(CheckpointRef to, long generation) =>
        to.Generation > generation ? throw new StaleOrderException("The checkpoints", generation, to.Generation) : catalog.PointAsync(NameOf(to));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CheckpointView>> List() =>
    [
        .. (await catalog.ListAsync(Run)).Select(info => new CheckpointView { Checkpoint = RefOf(info.Name, info.StageIndex), Bytes = info.Manifest?.Length ?? 0, Time = info.LastModified, Fault = info.Fault }),
    ];

    private static CheckpointRef RefOf(CheckpointName name, int stageIndex) =>
        new() { StageIndex = stageIndex, Stage = name.Stage, Step = name.Step, Generation = name.Generation, Saver = name.Saver };

    private CheckpointName NameOf(CheckpointRef checkpoint) => new(Run, checkpoint.Stage, checkpoint.Step, checkpoint.Generation, checkpoint.Saver);
}
