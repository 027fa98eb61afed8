using System.CommandLine;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Cli.Commands;

/// <summary>The store in which runs lie: a folder, or a container of Azure.</summary>
internal static class RunStore
{
    /// <summary>The option that names it.</summary>
    public static Option<string> Option() => new("--store")
    {
        Description = "Folder, azure://CONTAINER[/PREFIX] or URL of a container that holds runs/NAME.",
        DefaultValueFactory = _ => ".",
    };

    /// <summary>Opens the store of an address.</summary>
    /// <exception cref="StoreAccessException">The address is malformed; says what is legal.</exception>
    public static IBlobStore Open(string address) => StoreOpener.Open(address);

    /// <summary>Where a blob is, for people: the file's path, or the store with the blob's name.</summary>
    public static string Place(string address, string blob) =>
        StoreOpener.IsFolder(address) ? Path.GetFullPath(Path.Combine(address, blob)) : $"{Open(address).Description}/{blob}";

    /// <summary>Names of all runs, in order.</summary>
    public static async Task<IReadOnlyList<string>> RunsAsync(IBlobStore store, CancellationToken cancellationToken)
    {
        var runs = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync("runs/", cancellationToken).ConfigureAwait(false))
        {
            if (item.Name.Split('/') is [_, var run, _, ..])
            {
                runs.Add(run);
            }
        }

        return [.. runs];
    }

    /// <summary>The checkpoints of a run, newest first.</summary>
    /// <exception cref="UserErrorException">There is no such run; says which there are.</exception>
    public static async Task<IReadOnlyList<CheckpointInfo>> CheckpointsAsync(IBlobStore store, string run, CancellationToken cancellationToken)
    {
        var found = await new CheckpointCatalog(store).ListAsync(run, cancellationToken).ConfigureAwait(false);
        if (found.Count > 0 || await store.FindAsync(RunFiles.Record(run), cancellationToken).ConfigureAwait(false) is not null)
        {
            return found;
        }

        var runs = await RunsAsync(store, cancellationToken).ConfigureAwait(false);
        throw new UserErrorException($"There is no run \"{run}\" in {store.Description}. "
            + (runs.Count > 0 ? $"There are {string.Join(", ", runs)}." : "There are no runs at all; train one with ./cos train, or name another folder with --store."));
    }

    /// <summary>Those with a title, the newest generation first.</summary>
    /// <exception cref="UserErrorException">There is none; says which there are.</exception>
    public static IReadOnlyList<CheckpointInfo> Titled(IReadOnlyList<CheckpointInfo> all, string run, string title)
    {
        CheckpointInfo[] found = [.. all.Where(info => info.Name.Title == title)];
        return found.Length > 0
            ? found
            : throw new UserErrorException($"The run \"{run}\" has no checkpoint \"{title}\". "
                + (all.Count > 0 ? $"There are {string.Join(", ", all.Select(info => info.Name.Title).Distinct())}." : "It has none at all yet; train it further."));
    }
}
