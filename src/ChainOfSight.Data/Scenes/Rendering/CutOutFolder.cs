using System.Text.Json;
using ChainOfSight.Data.Images;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>
/// A folder of cut-outs. With a file <c>cutouts.json</c>, a list of <c>{"file": "u1f436.png", "name": "dog", "group": "animals"}</c>, those are its
/// cut-outs; without it every picture is one, named after its file (<c>red_car.png</c> is "red car"), grouped by its sub-folder.
/// </summary>
public static class CutOutFolder
{
    /// <summary>Name of the list.</summary>
    public const string ListFile = "cutouts.json";

    private static readonly string[] Extensions = [".png", ".webp", ".gif"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Finds what the folder holds, without decoding.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The cut-outs in order of their file names.</returns>
    /// <exception cref="UserErrorException">The folder is missing, empty, or its list is damaged or names a missing file.</exception>
    public static IReadOnlyList<CutOutFile> List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException($"The folder of cut-outs \"{folder}\" does not exist. Name a folder of PNG files with transparency, or fetch one with \"cos data fetch\".");
        }

        var list = Path.Combine(folder, ListFile);
        var files = File.Exists(list) ? FromList(folder, list) : FromNames(folder);
        return files.Count > 0
            ? [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]
            : throw new UserErrorException($"The folder of cut-outs \"{folder}\" holds no picture. Legal are PNG, WebP and GIF files, with {ListFile} or without.");
    }

    /// <summary>Decodes the cut-outs that some classes show; of no classes, all.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classes">The classes; empty for every cut-out under its own name.</param>
    /// <returns>Classes with their cut-outs, in the classes' order.</returns>
    /// <exception cref="UserErrorException">The folder is unusable, or a picture is; a class without a cut-out is named, all at once.</exception>
    public static IReadOnlyList<SceneSubject> Load(string folder, IReadOnlyList<SceneClass> classes) => Load(List(folder), folder, classes);

    /// <summary>Decodes the cut-outs that some classes show; of no classes, all.</summary>
    /// <param name="files">The cut-outs to choose from.</param>
    /// <param name="origin">Where they come from, for messages.</param>
    /// <param name="classes">The classes; empty for every cut-out under its own name.</param>
    /// <returns>Classes with their cut-outs, in the classes' order.</returns>
    /// <exception cref="UserErrorException">A picture is unusable; a class without a cut-out is named, all at once.</exception>
    public static IReadOnlyList<SceneSubject> Load(IReadOnlyList<CutOutFile> files, string origin, IReadOnlyList<SceneClass> classes)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(classes);
        var wanted = classes.Count > 0 ? classes : [.. files.Select(file => file.Name).Distinct(StringComparer.Ordinal).Select(name => new SceneClass { Name = name })];
        var found = wanted.Select(entry => (Class: entry, File: Find(files, entry.CutOut ?? entry.Name))).ToList();
        var missing = found.Where(entry => entry.File is null).Select(entry => $"classes: \"{entry.Class.Name}\" has no cut-out \"{entry.Class.CutOut ?? entry.Class.Name}\" in {origin}; name one by its name or file.").ToList();
        return missing.Count > 0 ? throw new SceneOptionsException(missing) : [.. found.Select(entry => new SceneSubject(entry.Class, Decode(entry.File!)))];
    }

    private static CutOutFile? Find(IReadOnlyList<CutOutFile> files, string wanted) =>
        files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file.Path) == wanted)
        ?? files.FirstOrDefault(file => string.Equals(file.Name, wanted, StringComparison.OrdinalIgnoreCase));

    private static CutOut Decode(CutOutFile file)
    {
        try
        {
            return CutOut.From(file.Name, file.Group, ImageDecoder.DecodeWithAlpha(File.ReadAllBytes(file.Path), ImageLimits.Default));
        }
        catch (Exception fault) when (fault is ImageDecodeException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The cut-out {file.Path} cannot be used. {fault.Message}", fault);
        }
    }

    private static List<CutOutFile> FromNames(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            .Select(path => new CutOutFile(path, Path.GetFileNameWithoutExtension(path).Replace('_', ' ').Replace('-', ' '), GroupOf(folder, path)))];

    private static string GroupOf(string folder, string path)
    {
        var group = Path.GetRelativePath(folder, Path.GetDirectoryName(path)!);
        return group == "." ? "" : group;
    }

    private static List<CutOutFile> FromList(string folder, string list)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<List<CutOutEntry>>(File.ReadAllBytes(list), Json) ?? [];
            return [.. entries.Select(entry => Checked(folder, list, entry))];
        }
        catch (JsonException fault)
        {
            throw new UserErrorException($"{list} cannot be read: {fault.Message} It should be a list of {{\"file\", \"name\", \"group\"}}.", fault);
        }
    }

    private static CutOutFile Checked(string folder, string list, CutOutEntry entry)
    {
        var root = Path.GetFullPath(folder + Path.DirectorySeparatorChar);
        var path = Path.GetFullPath(Path.Combine(root, entry.File ?? ""));
        return !string.IsNullOrWhiteSpace(entry.Name) && path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path)
            ? new CutOutFile(path, entry.Name, entry.Group ?? "")
            : throw new UserErrorException($"{list} has an entry of file \"{entry.File}\" and name \"{entry.Name}\"; the file must lie in the folder and the name must not be empty.");
    }

    private sealed record CutOutEntry(string? File, string? Name, string? Group);
}
