namespace ChainOfSight.Data.Fetching.Catalogues;

/// <summary>Glosses and example sentences of WordNet's data files: one synset per line, the gloss behind a bar, examples in quotation marks.</summary>
internal static class WordNetCatalogue
{
    private static readonly string[] Parts = ["noun", "verb", "adj", "adv"];

    public static IEnumerable<CatalogueText> Read(string folder) =>
        Parts.SelectMany(part => File.ReadLines(CatalogueFiles.Find(folder, $"data.{part}")).SelectMany(line => Texts(line, part)));

    /// <summary>The texts of one line; none for the licence at the file's head.</summary>
    internal static IEnumerable<CatalogueText> Texts(string line, string part)
    {
        var bar = line.IndexOf(" | ", StringComparison.Ordinal);
        if (line.StartsWith(' ') || bar < 0)
        {
            yield break;
        }

        // offset, file, kind, word count in hexadecimal digits, first word
        var word = line.Split(' ', 6)[4];
        word = (word.IndexOf('(') is > 0 and var mark ? word[..mark] : word).Replace('_', ' ');
        var quoted = line[(bar + 3)..].Split('"');
        var gloss = quoted[0].TrimEnd(' ', ';', ':', ',');
        if (gloss.Length > 0)
        {
            yield return new CatalogueText(word, gloss, $"gloss/{part}");
        }

        for (var i = 1; i < quoted.Length; i += 2)
        {
            if (quoted[i].Trim(' ', ';') is { Length: > 0 } example)
            {
                yield return new CatalogueText(word, example, $"example/{part}");
            }
        }
    }
}
