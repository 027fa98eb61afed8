using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Importing;

/// <summary>
/// Makes a source of a folder of images with captions. Everything is checked before anything is written: a folder with faults leaves no source.
/// </summary>
/// <param name="store">Where the source goes.</param>
/// <param name="options">How; the defaults where null.</param>
public sealed class FolderImport(IBlobStore store, ImportOptions? options = null)
{
    private readonly ImportOptions options = options ?? new ImportOptions();

    /// <summary>Imports a folder with all folders in it.</summary>
    /// <param name="folder">The folder of images.</param>
    /// <param name="target">Folder of the source within the store.</param>
    /// <param name="name">Name of the source: letters, digits, '-' and '_'.</param>
    /// <param name="cancellationToken">Stops the import; no source exists then.</param>
    /// <exception cref="ImportException">Images without captions, captions without images, unreadable images: all of them.</exception>
    /// <exception cref="UserErrorException">No such folder, no images in it, or a source is there already.</exception>
    public async Task<ImportResult> ImportAsync(string folder, string target, string name, CancellationToken cancellationToken = default)
    {
        var scan = await FolderScan.ReadAsync(folder, options.CaptionFile, cancellationToken).ConfigureAwait(false);
        var unreadable = await UnreadableAsync(folder, scan.Items, cancellationToken).ConfigureAwait(false);
        ImportFault[] faults = [.. scan.Faults.Concat(unreadable.Values).OrderBy(fault => fault.File, StringComparer.Ordinal)];
        ImportItem[] sound = [.. scan.Items.Where(item => !unreadable.ContainsKey(item.File))];
        if (faults.Length > 0 && (!options.SkipFaulty || sound.Length == 0))
        {
            throw new ImportException(
                folder, faults, options.SkipFaulty ? "Nothing is left to import." : "Nothing was written. Mend the files, or leave them out and see the list of them (--skip-faulty).");
        }

        var manifest = await new SourceWriter(store, options.Writing).WriteAsync(target, name, SamplesAsync(folder, sound, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new ImportResult(manifest, faults);
    }

    private async Task<ConcurrentDictionary<string, ImportFault>> UnreadableAsync(string folder, IReadOnlyList<ImportItem> items, CancellationToken cancellationToken)
    {
        var faults = new ConcurrentDictionary<string, ImportFault>(StringComparer.Ordinal);
        var parallel = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = options.Workers > 0 ? options.Workers : Math.Max(1, Environment.ProcessorCount / 2),
        };
        await Parallel.ForEachAsync(items, parallel, async (item, token) =>
        {
            try
            {
                // One byte more than is legal is enough to be refused, whatever the file's size.
                var bytes = new byte[Math.Min(new FileInfo(Path.Combine(folder, item.File)).Length, options.ImageLimits.MaxBytes + 1L)];
                await using var file = File.OpenRead(Path.Combine(folder, item.File));
                await file.ReadExactlyAsync(bytes, token).ConfigureAwait(false);
                ImageDecoder.Decode(bytes, options.ImageLimits);
            }
            catch (ImageDecodeException e)
            {
                faults[item.File] = new ImportFault(item.File, $"the image can't be read: {e.Reason}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                faults[item.File] = new ImportFault(item.File, $"the file can't be read: {e.Message}");
            }
        }).ConfigureAwait(false);
        return faults;
    }

    private static async IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> SamplesAsync(
        string folder, IEnumerable<ImportItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, item.File), cancellationToken).ConfigureAwait(false);
            yield return (item.Record, bytes, Path.GetExtension(item.File)[1..].ToLowerInvariant());
        }
    }
}
