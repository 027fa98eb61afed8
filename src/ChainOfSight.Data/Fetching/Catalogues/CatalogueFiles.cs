namespace ChainOfSight.Data.Fetching.Catalogues;

/// <summary>Finds files of an unpacked package, whose folders differ between releases.</summary>
internal static class CatalogueFiles
{
    /// <summary>The only file, or the first in ordinal order, of a name.</summary>
    /// <exception cref="FetchException">There is none.</exception>
    public static string Find(string folder, string name) =>
        Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? throw new FetchException(Path.GetFileName(folder), $"there is no file '{name}' in '{folder}': the package's release is not one that this program knows. Delete the folder and fetch again.");

    /// <summary>The only folder, or the first in ordinal order, of a name.</summary>
    /// <exception cref="FetchException">There is none.</exception>
    public static string FindFolder(string folder, string name) =>
        Directory.EnumerateDirectories(folder, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? throw new FetchException(Path.GetFileName(folder), $"there is no folder '{name}' in '{folder}': the package's release is not one that this program knows. Delete the folder and fetch again.");

    /// <summary>All files with one of some extensions, in ordinal order; links, which repeat other files, are left out.</summary>
    public static IEnumerable<string> All(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file).ToLowerInvariant()) && !File.GetAttributes(file).HasFlag(FileAttributes.ReparsePoint))
            .Order(StringComparer.Ordinal);
}
