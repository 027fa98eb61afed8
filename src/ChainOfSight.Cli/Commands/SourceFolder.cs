using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Commands;

/// <summary>A folder on this machine that holds a source of shards, or is to hold one.</summary>
/// <param name="Store">The store above it.</param>
/// <param name="Folder">Its folder within the store.</param>
internal sealed record SourceFolder(IBlobStore Store, string Folder)
{
    public static SourceFolder Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.GetDirectoryName(full) is { } parent
            ? new SourceFolder(new DirectoryBlobStore(parent), Path.GetFileName(full))
            : throw new UserErrorException($"'{path}' cannot hold a source. Name a folder below it.");
    }

    /// <summary>A legal name for a source out of a folder's name: letters, digits, '-' and '_'.</summary>
    public string NameOr(string? name) => name ?? string.Concat(Folder.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));

    /// <summary>Opens the source that is there.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static async Task<SourceReader> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(path, SourceManifest.FileName)))
        {
            throw new UserErrorException($"'{path}' holds no {SourceManifest.FileName}, so it is no source of shards. Make one with './cos data import' or './cos data scenes', and name its folder.");
        }

        var source = Of(path);
        return await SourceReader.OpenAsync(source.Store, source.Folder, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
