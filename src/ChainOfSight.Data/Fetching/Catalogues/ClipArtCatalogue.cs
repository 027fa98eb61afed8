using System.Xml;

namespace ChainOfSight.Data.Fetching.Catalogues;

/// <summary>Vector drawings with the titles and keywords of their metadata; those without a title are named by their file.</summary>
internal static class ClipArtCatalogue
{
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = 64 << 20,
    };

    public static IEnumerable<CataloguePicture> Read(string folder)
    {
        var root = CatalogueFiles.FindFolder(folder, "svg");
        foreach (var file in CatalogueFiles.All(root, ".svg"))
        {
            var (title, keywords) = Metadata(file);
            var group = Path.GetDirectoryName(Path.GetRelativePath(root, file))!.Replace('\\', '/');
            yield return new CataloguePicture(file, title ?? Path.GetFileNameWithoutExtension(file).Replace('_', ' '), group)
            {
                Facts = keywords.Count == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["keywords"] = string.Join(", ", keywords) },
            };
        }
    }

    private static (string? Title, List<string> Keywords) Metadata(string file)
    {
        var (title, keywords) = ((string?)null, new List<string>());
        try
        {
            using var xml = XmlReader.Create(file, Settings);
            var work = int.MaxValue;
            xml.MoveToContent();
            while (!xml.EOF && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "metadata"))
            {
                var name = xml.NodeType == XmlNodeType.Element ? xml.LocalName : "";
                work = name == "Work" ? xml.Depth : work;

                // Makers and publishers have titles too, deeper down.
                if (name == "title" && xml.NamespaceURI == DublinCore && xml.Depth == work + 1)
                {
                    title = Words(xml.ReadElementContentAsString());
                }
                else if (name == "li" && xml.NamespaceURI == Rdf)
                {
                    keywords.AddRange(Words(xml.ReadElementContentAsString()) is { } word ? [word] : []);
                }
                else
                {
                    xml.Read();
                }
            }
        }
        catch (XmlException)
        {
            // Some drawings have broken metadata; their file's name is all that is known then.
        }

        return (title, keywords);
    }

    private static string? Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } words ? words : null;
}
