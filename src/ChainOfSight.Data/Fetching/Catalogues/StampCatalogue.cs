namespace ChainOfSight.Data.Fetching.Catalogues;

/// <summary>Stamps of Tux Paint: beside each picture a text whose first line is an English sentence.</summary>
internal static class StampCatalogue
{
    public static IEnumerable<CataloguePicture> Read(string folder)
    {
        var root = CatalogueFiles.FindFolder(folder, "stamps");
        foreach (var file in CatalogueFiles.All(root, ".png", ".svg"))
        {
            var text = Path.ChangeExtension(file, ".txt");
            if (!File.Exists(text) || File.ReadLines(text).FirstOrDefault()?.Trim() is not { Length: > 0 } sentence)
            {
                continue;
            }

            var group = Path.GetDirectoryName(Path.GetRelativePath(root, file))!.Replace('\\', '/');
            yield return new CataloguePicture(file, NameOf(sentence), group) { Caption = sentence };
        }
    }

    /// <summary>A name from a sentence such as <c>A pineapple.</c></summary>
    internal static string NameOf(string sentence)
    {
        var name = sentence.TrimEnd('.', '!', ' ');
        foreach (var article in new[] { "A ", "An ", "The ", "Some " })
        {
            if (name.StartsWith(article, StringComparison.Ordinal))
            {
                return name[article.Length..];
            }
        }

        return name;
    }
}
