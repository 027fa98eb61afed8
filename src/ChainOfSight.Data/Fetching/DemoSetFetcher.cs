using System.Text.Json;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Fetching;

/// <summary>
/// Keeps demo sets in a cache folder and fetches what is missing. A set is there when its stamp is: an interrupted fetch leaves none and is
/// begun anew. Several processes may ask at once; one fetches, the others wait.
/// </summary>
public sealed class DemoSetFetcher
{
    private const string Stamp = "fetched.json";
    private readonly string root;
    private readonly bool isOffline;
    private readonly PackageClient packages;
    private readonly TimeProvider timeProvider;

    /// <summary>Uses this machine's cache, clients and <c>COS_OFFLINE</c>.</summary>
    public DemoSetFetcher()
        : this(CacheFolder.Path, CacheFolder.IsOffline(Environment.GetEnvironmentVariable), new PackageClient(new ProgramRunner(), Environment.IsPrivilegedProcess), TimeProvider.System)
    {
    }

    /// <summary>Uses another cache and other clients.</summary>
    /// <param name="cache">The cache folder; sets go into <c>data/NAME</c>.</param>
    /// <param name="isOffline">Whether nothing may be downloaded.</param>
    /// <param name="packages">Fetches packages.</param>
    /// <param name="timeProvider">Clock for waiting on another process.</param>
    public DemoSetFetcher(string cache, bool isOffline, PackageClient packages, TimeProvider timeProvider) =>
        (root, this.isOffline, this.packages, this.timeProvider) = (Path.Combine(cache, "data"), isOffline, packages, timeProvider);

    /// <summary>The folder of a set, whether it is there or not; each of its packages has a folder in it.</summary>
    public string FolderOf(DemoSet set) => Path.Combine(root, set.Name);

    /// <summary>Whether a set is complete in the cache.</summary>
    public bool IsFetched(DemoSet set) => File.Exists(Path.Combine(FolderOf(set), Stamp));

    /// <summary>Gives the folder of a set, fetching it first where it is missing.</summary>
    /// <param name="set">The set.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <exception cref="FetchException">It is missing and could not be fetched, or may not be (<c>COS_OFFLINE</c>).</exception>
    /// <exception cref="UserErrorException">The cache folder can't be written.</exception>
    public async Task<string> FetchAsync(DemoSet set, CancellationToken cancellationToken = default)
    {
        if (IsFetched(set))
        {
            return FolderOf(set);
        }

        if (isOffline)
        {
            throw new FetchException(set.Name, $"COS_OFFLINE is set, and the set is not in '{root}'. Unset it for one 'cos data fetch {set.Name}', or copy that folder from a machine that has it.");
        }

        try
        {
            Directory.CreateDirectory(root);
            using var alone = await FileLock.TakeAsync(Path.Combine(root, $".{set.Name}.lock"), TimeSpan.FromMilliseconds(200), timeProvider, cancellationToken).ConfigureAwait(false);
            return IsFetched(set) ? FolderOf(set) : await FetchAloneAsync(set, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The cache folder '{root}' can't be used: {e.Message} Free some space, or name another folder with COS_CACHE.", e);
        }
    }

    private async Task<string> FetchAloneAsync(DemoSet set, CancellationToken cancellationToken)
    {
        var folder = FolderOf(set);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var package in set.Packages)
        {
            files[package.Name] = await packages.FetchAsync(package, Path.Combine(folder, package.Name), cancellationToken).ConfigureAwait(false);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, Stamp), JsonSerializer.Serialize(files), cancellationToken).ConfigureAwait(false);
        return folder;
    }
}
