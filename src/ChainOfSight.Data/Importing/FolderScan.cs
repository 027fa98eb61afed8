using ChainOfSight.Storage;

namespace ChainOfSight.Data.Importing;

/// <summary>
/// What lies in a folder: images paired with their captions, and whatever does not pair. Reads captions only; images are not opened.
/// </summary>
internal sealed class FolderScan
{
    private static readonly string[] ImageExtensions = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff"];

    private FolderScan(IReadOnlyList<ImportItem> items, IReadOnlyList<ImportFault> faults) => (Items, Faults) = (items, faults);

    /// <summary>Images with captions, by name.</summary>
    public IReadOnlyList<ImportItem> Items { get; }

    /// <summary>What does not pair, by name.</summary>
    public IReadOnlyList<ImportFault> Faults { get; }

    /// <summary>Whether a file is an image by its name.</summary>
    public static bool IsImage(string file) => ImageExtensions.Contains(Path.GetExtension(file).ToLowerInvariant());

    /// <exception cref="UserErrorException">There is no such folder, or no image in it, or it can't be told where the captions are.</exception>
    public static async Task<FolderScan> ReadAsync(string folder, string? captionFile, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException($"There is no folder '{folder}'. Name a folder of images with captions.");
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        if (!files.Any(IsImage))
        {
            throw new UserErrorException(
                $"The folder '{folder}' has no images ({files.Length} other files). Legal are {string.Join(", ", ImageExtensions)}, each with a caption in name.txt or in a JSON-lines file.");
        }

        var scan = new CaptionPairing();
        if ((captionFile ?? OnlyCaptionFile(folder, files)) is { } captions)
        {
            await CaptionFileReader.ReadAsync(folder, captions, files, scan, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadTextsAsync(folder, files, scan, cancellationToken).ConfigureAwait(false);
        }

        return new FolderScan(scan.Items, scan.Faults);
    }

    private static string? OnlyCaptionFile(string folder, string[] files)
    {
        string[] found = [.. files.Where(file => !file.Contains('/') && Path.GetExtension(file).Equals(".jsonl", StringComparison.OrdinalIgnoreCase))];
        return found.Length > 1
            ? throw new UserErrorException($"The folder '{folder}' has several JSON-lines files: {string.Join(", ", found)}. Say which holds the captions (--captions FILE).")
            : found.Length == 1 ? Path.Combine(folder, found[0]) : null;
    }

    private static async Task ReadTextsAsync(string folder, string[] files, CaptionPairing scan, CancellationToken cancellationToken)
    {
        var texts = files.Where(file => Path.GetExtension(file) == ".txt").ToHashSet(StringComparer.Ordinal);
        var images = files.Where(IsImage).ToLookup(image => Path.ChangeExtension(image, ".txt"), StringComparer.Ordinal);
        foreach (var image in files.Where(IsImage))
        {
            var text = Path.ChangeExtension(image, ".txt");
            if (!texts.Contains(text))
            {
                scan.Fault(image, $"it has no caption; '{text}' is missing");
                continue;
            }

            var caption = (await File.ReadAllTextAsync(Path.Combine(folder, text), cancellationToken).ConfigureAwait(false)).Trim();
            scan.Add(image, new CaptionLine { Caption = caption }, text);
        }

        foreach (var text in texts.Where(text => !images.Contains(text)).Order(StringComparer.Ordinal))
        {
            scan.Fault(text, "it is a caption without an image of the same name");
        }
    }
}
