using System.Globalization;
using System.Text.RegularExpressions;

namespace ChainOfSight.Data.Fetching.Catalogues;

/// <summary>
/// Emoji by the names, groups and subgroups of Unicode's <c>emoji-test.txt</c>, which the package carries. Skin tones of one picture are left out;
/// the package's own keyword file is not read.
/// </summary>
internal static partial class EmojiCatalogue
{
    public static IEnumerable<CataloguePicture> Read(string folder)
    {
        var list = CatalogueFiles.Find(folder, "emoji-test.txt");
        var pictures = Path.GetDirectoryName(CatalogueFiles.Find(folder, "emoji_u1f600.png"))!;
        var (group, subgroup) = ("", "");
        foreach (var line in File.ReadLines(list))
        {
            if (line.StartsWith("# group: ", StringComparison.Ordinal))
            {
                group = line[9..].Trim();
            }
            else if (line.StartsWith("# subgroup: ", StringComparison.Ordinal))
            {
                subgroup = line[12..].Trim();
            }
            else if (Qualified().Match(line) is { Success: true } match && !match.Groups[2].Value.Contains("skin tone", StringComparison.Ordinal)
                && Path.Combine(pictures, FileOf(match.Groups[1].Value)) is var file && File.Exists(file))
            {
                yield return new CataloguePicture(file, match.Groups[2].Value.Trim().Replace("flag: ", "flag of ", StringComparison.Ordinal), $"{group}/{subgroup}");
            }
        }
    }

    /// <summary>File of a sequence of code points: flags by their two letters, others by their hexadecimal digits without the variation selector.</summary>
    internal static string FileOf(string codePoints)
    {
        int[] points = [.. codePoints.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(point => int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .Where(point => point != 0xFE0F)];
        return points.All(point => point is >= 0x1F1E6 and <= 0x1F1FF)
            ? string.Concat(points.Select(point => (char)('A' + point - 0x1F1E6))) + ".png"
            : $"emoji_u{string.Join('_', points.Select(point => point.ToString("x4", CultureInfo.InvariantCulture)))}.png";
    }

    [GeneratedRegex(@"^([0-9A-F ]+?)\s*; fully-qualified\s*# \S+ E[0-9.]+ (.+)$")]
    private static partial Regex Qualified();
}
