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
    private readonly CheckpointReader reader = new(store);
    private readonly CheckpointPins pins = new(store);

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

        await RetainAsync(all, saved, keep);
    }

    /// <inheritdoc/>
    public async Task<NewestCheckpoint> Newest(RevertMark? reverted)
    {
        if (reverted is not null)
        {
            // The record is ahead of the pointer where its writer died in between.
            await Revert(reverted);
        }

        var warnings = new List<string>();
        if (await catalog.FindNewestVerifiedAsync(Run, warnings.Add) is not { } newest)
        {
            return new NewestCheckpoint { Warnings = warnings };
        }

        await KeepAsync(index.State.Verified.Append(newest.Name.Folder));
        return new NewestCheckpoint { Checkpoint = RefOf(newest.Name, newest.StageIndex), Warnings = warnings };
    }

    /// <inheritdoc/>
    public async Task<CheckpointRef?> Find(string title)
    {
        var found = (await catalog.ListAsync(Run)).FirstOrDefault(info => info.Fault is null && info.Name.Title == title);
        return found is null ? null : RefOf(found.Name, found.StageIndex);
    }

    /// <inheritdoc/>
    public async Task Revert(RevertMark mark)
    {
        var (pointer, _) = await catalog.ReadLatestAsync(Run);
        if (pointer is null || pointer.Generation < mark.Generation)
        {
            await catalog.PointAsync(NameOf(mark.To), mark.Generation);
        }
    }

    /// <inheritdoc/>
    public async Task Pin(string title, bool pinned)
    {
        var all = await catalog.ListAsync(Run);
        var meant = all.Where(info => info.Fault is null && info.Name.Title == title).Select(info => info.Name).ToList();
        if (meant.Count == 0)
        {
            throw new RefusedException(
                $"The run \"{Run}\" has no whole checkpoint \"{title}\"; there are {string.Join(", ", all.Where(info => info.Fault is null).Select(info => info.Name.Title).Distinct())}.");
        }

        foreach (var name in pinned ? meant.Take(1) : meant)
        {
            await pins.SetAsync(name, pinned);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CheckpointView>> List()
    {
        var all = await catalog.ListAsync(Run);
        var (pointer, _) = await catalog.ReadLatestAsync(Run);
        var pinned = await pins.ReadAsync(Run);
        return
        [
            .. all.Select(info => new CheckpointView
            {
                Checkpoint = RefOf(info.Name, info.StageIndex),
                Bytes = info.Manifest?.Length ?? 0,
                Time = info.LastModified,
                Fault = info.Fault,
                IsPinned = pinned.Contains(info.Name.Folder),
                IsVerified = index.State.Verified.Contains(info.Name.Folder),
                IsLatest = info.Name.Folder == pointer?.Folder,
            }),
        ];
    }

    private async Task RetainAsync(IReadOnlyList<CheckpointInfo> all, CheckpointRef saved, int keep)
    {
        var name = NameOf(saved);
        var verified = index.State.Verified.Append(name.Folder).ToHashSet();
        foreach (var unknown in all.Where(info => info.Fault is null && info.Name.Generation < saved.Generation && !verified.Contains(info.Name.Folder)))
        {
            // Its saver died before it could say so, or this index was lost; it counts once it was re-read.
            if (await IsSoundAsync(unknown.Name))
            {
                verified.Add(unknown.Name.Folder);
            }
        }

        // What a revert left behind lies ahead of the run: it neither counts nor goes until the run has passed it again.
        var passed = all.Where(info => (info.StageIndex, info.Name.Step).CompareTo((saved.StageIndex, saved.Step)) <= 0);
        var pinned = await pins.ReadAsync(Run);
        var gone = RetentionRule.ToDelete(passed, keep, other => verified.Contains(other.Folder), other => other == name || pinned.Contains(other.Folder)).ToHashSet();

        // Nobody finishes what an earlier generation left torn.
        gone.UnionWith(all.Where(info => info.Fault is not null && info.Name.Generation < saved.Generation - 1).Select(info => info.Name));
        foreach (var old in gone)
        {
            await catalog.DeleteAsync(old);
        }

        await KeepAsync(verified.Except(gone.Select(old => old.Folder)));
    }

    private async Task<bool> IsSoundAsync(CheckpointName name)
    {
        try
        {
            await reader.VerifyAsync(name);
            return true;
        }
        catch (CheckpointException)
        {
            return false;
        }
    }

    private async Task KeepAsync(IEnumerable<string> verified)
    {
        string[] next = [.. verified.Distinct().Order(StringComparer.Ordinal)];
        if (!next.SequenceEqual(index.State.Verified))
        {
            index.State = new CheckpointIndex { Verified = next };
            await index.WriteStateAsync();
        }
    }

    private static CheckpointRef RefOf(CheckpointName name, int stageIndex) =>
        new() { StageIndex = stageIndex, Stage = name.Stage, Step = name.Step, Generation = name.Generation, Saver = name.Saver };

    private CheckpointName NameOf(CheckpointRef checkpoint) => new(Run, checkpoint.Stage, checkpoint.Step, checkpoint.Generation, checkpoint.Saver);
}
