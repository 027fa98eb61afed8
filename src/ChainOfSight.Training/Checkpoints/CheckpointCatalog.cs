using ChainOfSight.Storage;

namespace ChainOfSight.Training.Checkpoints;

/// <summary>The checkpoints of a run: listing, the newest sound one, the latest pointer, deletion.</summary>
/// <param name="store">The store of the run.</param>
public sealed class CheckpointCatalog(IBlobStore store)
{
    private readonly CheckpointReader reader = new(store);

    /// <summary>All checkpoints of a run, newest first; torn ones too, with their fault.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async Task<IReadOnlyList<CheckpointInfo>> ListAsync(string run, CancellationToken cancellationToken = default)
    {
        var times = new Dictionary<CheckpointName, DateTimeOffset>();
        await foreach (var item in store.ListAsync(CheckpointName.Root(run), cancellationToken).ConfigureAwait(false))
        {
            if (CheckpointName.Parse(item.Name) is { } name)
            {
                times[name] = times.TryGetValue(name, out var time) && time > item.Properties.LastModified ? time : item.Properties.LastModified;
            }
        }

        var infos = new List<CheckpointInfo>();
        foreach (var (name, time) in times)
        {
            infos.Add(await DescribeAsync(name, time, cancellationToken).ConfigureAwait(false));
        }

        return [.. Placed(infos).OrderByDescending(info => info.StageIndex).ThenByDescending(info => info.Name.Step).ThenByDescending(info => info.Name.Generation)];
    }

    /// <summary>
    /// The newest checkpoint that is whole, read and verified. Starts at the latest pointer; a torn or damaged one is passed over with a warning.
    /// </summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="warn">Takes one line per checkpoint that was passed over.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The checkpoint, or null where the run has none that can be used.</returns>
    public async Task<(CheckpointName Name, CheckpointContent Content)?> FindNewestAsync(string run, Action<string> warn, CancellationToken cancellationToken = default)
    {
        var found = await FindAsync(run, warn, info => reader.ReadAsync(info.Name, cancellationToken), cancellationToken).ConfigureAwait(false);
        return found is var (info, content) ? (info.Name, content) : null;
    }

    /// <summary>As <see cref="FindNewestAsync"/>, for who wants to know which one it is and not what is in it: hashed, and held nowhere.</summary>
    public async Task<CheckpointInfo?> FindNewestVerifiedAsync(string run, Action<string> warn, CancellationToken cancellationToken = default)
    {
        var found = await FindAsync(run, warn, info => reader.VerifyAsync(info.Name, cancellationToken), cancellationToken).ConfigureAwait(false);
        return found?.Info;
    }

    /// <summary>Moves the latest pointer of the run to a checkpoint that its own generation wrote.</summary>
    /// <exception cref="CheckpointException">A newer generation owns the pointer: another process runs this run.</exception>
    public Task PointAsync(CheckpointName name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return PointAsync(name, name.Generation, cancellationToken);
    }

    /// <summary>Moves the latest pointer of the run; refuses to do so for an older generation than moved it last.</summary>
    /// <param name="name">The checkpoint; an explicit revert points at one of an older generation.</param>
    /// <param name="generation">Generation of the run that moves the pointer.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="CheckpointException">A newer generation owns the pointer: another process runs this run.</exception>
    public async Task PointAsync(CheckpointName name, long generation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        while (true)
        {
            var (pointer, etag) = await ReadLatestAsync(name.Run, cancellationToken).ConfigureAwait(false);
            if (pointer?.Generation > generation)
            {
                throw new CheckpointException(name.Title,
                    $"generation {pointer.Generation} of the run \"{name.Run}\" has taken over, this is generation {generation}. Another process trains this run; stop one of them.");
            }

            try
            {
                var bytes = CheckpointJson.Write(new LatestPointer(generation, name.Stage, name.Step, name.Folder));
                await store.WriteAsync(LatestPointer.BlobName(name.Run), bytes, etag is null ? BlobCondition.IfAbsent : BlobCondition.IfMatch(etag), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (BlobConditionFailedException)
            {
                // Someone moved it in between: read again and judge anew.
            }
        }
    }

    /// <summary>The latest pointer with its ETag; both null where there is none or it is unreadable.</summary>
    public async Task<(LatestPointer? Pointer, string? ETag)> ReadLatestAsync(string run, CancellationToken cancellationToken = default)
    {
        var blob = LatestPointer.BlobName(run);
        if (await store.FindAsync(blob, cancellationToken).ConfigureAwait(false) is null)
        {
            return (null, null);
        }

        var (bytes, properties) = await store.ReadAsync(blob, 1 << 20, cancellationToken).ConfigureAwait(false);
        try
        {
            return (CheckpointJson.Read<LatestPointer>(bytes, blob), properties.ETag);
        }
        catch (CheckpointException)
        {
            return (null, properties.ETag);
        }
    }

    /// <summary>Deletes a checkpoint, its manifest first: from then on it does not exist.</summary>
    public async Task DeleteAsync(CheckpointName name, CancellationToken cancellationToken = default)
    {
        await store.DeleteAsync(name.Manifest, BlobCondition.None, cancellationToken).ConfigureAwait(false);
        await foreach (var item in store.ListAsync(name.Folder, cancellationToken).ConfigureAwait(false))
        {
            await store.DeleteAsync(item.Name, BlobCondition.None, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(CheckpointInfo Info, T Read)?> FindAsync<T>(string run, Action<string> warn, Func<CheckpointInfo, Task<T>> read, CancellationToken cancellationToken)
    {
        var latest = (await ReadLatestAsync(run, cancellationToken).ConfigureAwait(false)).Pointer;
        var all = await ListAsync(run, cancellationToken).ConfigureAwait(false);
        var from = all.ToList().FindIndex(info => info.Name.Folder == latest?.Folder);

        for (var i = 0; i < all.Count; i++)
        {
            var info = all[i];
            if (info.Fault is not null)
            {
                warn($"{info.Fault} The checkpoint before it is used.");
                continue;
            }

            // Newer than the pointer: not yet pointed at, or left behind by an explicit revert.
            if (i < from)
            {
                continue;
            }

            try
            {
                return (info, await read(info).ConfigureAwait(false));
            }
            catch (CheckpointException e)
            {
                warn($"{e.Message} The checkpoint before it is used.");
            }
        }

        return null;
    }

    // A torn checkpoint does not say its stage's index: others of the stage do, and a stage without others is the newest.
    private static IEnumerable<CheckpointInfo> Placed(List<CheckpointInfo> infos)
    {
        var known = infos.Where(info => info.StageIndex >= 0).GroupBy(info => info.Name.Stage).ToDictionary(stage => stage.Key, stage => stage.First().StageIndex);
        var newest = known.Values.DefaultIfEmpty(-1).Max() + 1;
        return infos.Select(info => info.StageIndex >= 0 ? info : info with { StageIndex = known.GetValueOrDefault(info.Name.Stage, newest) });
    }

    private async Task<CheckpointInfo> DescribeAsync(CheckpointName name, DateTimeOffset time, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await reader.ReadManifestAsync(name, cancellationToken).ConfigureAwait(false);
            var state = await reader.ReadStateAsync(name, cancellationToken).ConfigureAwait(false);
            return new CheckpointInfo(name, manifest, state.StageIndex, time, null);
        }
        catch (CheckpointException e)
        {
            return new CheckpointInfo(name, null, -1, time, e.Message);
        }
    }
}
