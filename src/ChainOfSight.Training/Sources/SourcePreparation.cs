using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChainOfSight.Data.Fetching;
using ChainOfSight.Data.Importing;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes.Sources;

namespace ChainOfSight.Training.Sources;

/// <summary>
/// Turns the sources of a recipe into shards, once: fetches sets, composes scenes, imports folders into a cache under the hash of what was asked for. A source
/// without its manifest does not exist, so an interrupted preparation is begun anew.
/// </summary>
/// <param name="cache">The cache folder; shards go into <c>sources/</c>.</param>
/// <param name="fetcher">Fetches demo sets.</param>
/// <param name="progress">Hears in words what is done; null: nobody.</param>
/// <param name="stores">Opens a remote store by its address; null: sources on this machine only.</param>
#pragma warning disable CA1001 // the semaphore has no handle unless one is asked for, so there is nothing to dispose
public sealed class SourcePreparation(string cache, DemoSetFetcher fetcher, IProgress<string>? progress = null, Func<string, IBlobStore>? stores = null)
#pragma warning restore CA1001
{
    // Raised when equal settings would give other shards than before.
    private const int Revision = 1;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly DirectoryBlobStore store = new(Path.Combine(cache, "sources"));

    /// <summary>Makes sure that a source is there.</summary>
    /// <param name="source">What the recipe asks for.</param>
    /// <param name="cancellationToken">Ends the preparation; what was begun is not used.</param>
    /// <exception cref="UserErrorException">Something is missing, illegal or unreadable.</exception>
    public async Task<PreparedSource> PrepareAsync(DataSource source, CancellationToken cancellationToken = default)
    {
        if (source is ShardsSource shards)
        {
            return ShardsAddress.IsRemote(shards.Path) ? await RemoteAsync(shards.Path, cancellationToken).ConfigureAwait(false) : Shards(shards.Path);
        }

        var folder = FolderOf(source);
        Directory.CreateDirectory(cache);

        // Another process may want the same source; composing it twice at a time would cost both.
        using var alone = await FileLock.TakeAsync(Path.Combine(cache, ".sources.lock"), LongestPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        if (await store.FindAsync($"{folder}/{SourceManifest.FileName}", cancellationToken).ConfigureAwait(false) is null)
        {
            await WriteAsync(source, folder, cancellationToken).ConfigureAwait(false);
        }

        return new PreparedSource(store, folder);
    }

    private async Task WriteAsync(DataSource source, string folder, CancellationToken cancellationToken)
    {
        switch (source)
        {
            case ScenesSource scenes:
                progress?.Report($"fetching {string.Join(", ", scenes.Cutouts)} …");
                var subjects = await new SceneCutOuts(fetcher).LoadAsync(scenes.Cutouts, scenes.Scene.Classes, cancellationToken).ConfigureAwait(false);
                progress?.Report($"composing {scenes.Count:N0} scenes of {subjects.Count} objects …");
                await SamplesAsync(folder, "scenes", new SceneComposer(scenes.Scene, subjects).SamplesAsync(0, scenes.Count, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
                break;
            case FetchSource fetch:
                var set = DemoSets.Find(fetch.Set);
                progress?.Report($"fetching {set.Name} (about {set.DownloadBytes / 1e6:0} MB) …");
                var fetched = await fetcher.FetchAsync(set, cancellationToken).ConfigureAwait(false);
                await SamplesAsync(folder, set.Name, DemoSetSamples.ReadAsync(set, fetched, cancellationToken), cancellationToken).ConfigureAwait(false);
                break;
            case FolderSource own:
                progress?.Report($"importing {own.Path} …");
                await new FolderImport(store, new ImportOptions { Writing = new SourceWriterOptions { Replace = true } }).ImportAsync(own.Path, folder, "folder", cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new UserErrorException($"Sources of kind {source.GetType().Name} cannot be prepared.");
        }
    }

    private Task<SourceManifest> SamplesAsync(string folder, string name, IAsyncEnumerable<(SampleRecord, byte[]?, string)> samples, CancellationToken cancellationToken) =>
        new SourceWriter(store, new SourceWriterOptions { Replace = true }).WriteAsync(folder, name, samples, cancellationToken);

    private async Task<PreparedSource> RemoteAsync(string path, CancellationToken cancellationToken)
    {
        var address = ShardsAddress.Parse(path)
            ?? throw new UserErrorException($"'{path.Split('?')[0]}' names no folder of shards. Legal are azure://CONTAINER[/PREFIX]/FOLDER and https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]/FOLDER.");
        var remote = stores?.Invoke(address.Store)
            ?? throw new UserErrorException($"'{path}' is in a remote store, and this program reads sources of this machine only. Copy the shards to a folder and name that.");
        return await remote.FindAsync($"{address.Folder}/{SourceManifest.FileName}", cancellationToken).ConfigureAwait(false) is not null
            ? new PreparedSource(remote, address.Folder)
            : throw new UserErrorException($"'{path}' holds no {SourceManifest.FileName}, so it is no source of shards. Make one with 'cos data import' or 'cos data scenes', copy its folder there, and name that.");
    }

    private static PreparedSource Shards(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(Path.Combine(full, SourceManifest.FileName))
            ? new PreparedSource(new DirectoryBlobStore(Path.GetDirectoryName(full)!), Path.GetFileName(full))
            : throw new UserErrorException($"'{path}' holds no {SourceManifest.FileName}, so it is no source of shards. Make one with 'cos data import' or 'cos data scenes', and name its folder.");
    }

    // Equal settings share shards, whatever the source is called and however much of it is held out.
    private static string FolderOf(DataSource source)
    {
        var settings = source with { Validation = 0 };
        var asked = JsonSerializer.Serialize<DataSource>(settings) + (source is FolderSource own ? Stand(own.Path) : "");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Revision} {asked}"));
        return $"{source.GetType().Name.Replace("Source", "", StringComparison.Ordinal).ToLowerInvariant()}-{Convert.ToHexStringLower(hash)[..16]}";
    }

    // A folder whose files changed is another source.
    private static string Stand(string folder) => !Directory.Exists(folder)
        ? throw new UserErrorException($"The folder '{folder}' does not exist. Name a folder of images with captions.")
        : string.Concat(new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal).Select(file => $"|{file.FullName}:{file.Length}:{file.LastWriteTimeUtc.Ticks}"));
}
