using System.Text.Json;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Importing;

/// <summary>Reads a JSON-lines file of captions and pairs its lines with the images of a folder.</summary>
internal static class CaptionFileReader
{
    /// <exception cref="UserErrorException">There is no such file.</exception>
    public static async Task ReadAsync(string folder, string captionFile, string[] files, CaptionPairing scan, CancellationToken cancellationToken)
    {
        if (!File.Exists(captionFile))
        {
            throw new UserErrorException($"There is no file '{captionFile}'. Name a JSON-lines file with one {{\"file\": …, \"caption\": …}} per line.");
        }

        var images = files.Where(FolderScan.IsImage).ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        await foreach (var text in File.ReadLinesAsync(captionFile, cancellationToken).ConfigureAwait(false))
        {
            number++;
            if (text.Length == 0 || string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var where = $"{Path.GetFileName(captionFile)}, line {number}";
            if (Parse(text, where, scan) is { } line && Name(line, where, scan) is { } image)
            {
                if (!seen.TryAdd(image, number))
                {
                    scan.Fault(where, $"'{image}' has a caption in line {seen[image]} already; put several questions about one image into \"turns\"");
                }
                else if (!images.Contains(image))
                {
                    scan.Fault(where, $"there is no image '{image}' in '{folder}'");
                }
                else
                {
                    scan.Add(image, line, where);
                }
            }
        }

        foreach (var image in images.Where(image => !seen.ContainsKey(image)).Order(StringComparer.Ordinal))
        {
            scan.Fault(image, $"it has no caption in '{Path.GetFileName(captionFile)}'");
        }
    }

    private static CaptionLine? Parse(string text, string where, CaptionPairing scan)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, CaptionJson.Default.CaptionLine) is { } line)
            {
                return line;
            }

            scan.Fault(where, "it is null; legal is {\"file\": …, \"caption\": …}");
        }
        catch (JsonException e)
        {
            scan.Fault(where, $"it is not JSON of a caption: {e.Message}");
        }

        return null;
    }

    private static string? Name(CaptionLine line, string where, CaptionPairing scan)
    {
        if (string.IsNullOrEmpty(line.File))
        {
            scan.Fault(where, "\"file\" is missing; it names the image within the folder");
            return null;
        }

        var name = line.File.Replace('\\', '/');
        return name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
    }
}
