using ChainOfSight.Data.Fetching.Catalogues;

namespace ChainOfSight.Data.Fetching;

/// <summary>What a fetched set holds, in a fixed order.</summary>
public static class DemoSetCatalogue
{
    /// <summary>The pictures of a set.</summary>
    /// <param name="set">A set of kind <see cref="DemoSetKind.Pictures"/>.</param>
    /// <param name="folder">Its folder, as <see cref="DemoSetFetcher.FetchAsync"/> gives it.</param>
    /// <exception cref="FetchException">The set has no pictures, or the folder does not hold what it should.</exception>
    public static IReadOnlyList<CataloguePicture> Pictures(DemoSet set, string folder)
    {
        IReadOnlyList<CataloguePicture> pictures = set.Name switch
        {
            "emoji" => [.. EmojiCatalogue.Read(folder)],
            "flags" => [.. FlagCatalogue.Read(folder)],
            "pysiogame" => [.. DrawingCatalogue.Read(folder)],
            "tuxpaint" => [.. StampCatalogue.Read(folder)],
            "openclipart" => [.. ClipArtCatalogue.Read(folder)],
            _ => throw new FetchException(set.Name, $"it has no pictures. Sets with pictures are {Names(DemoSetKind.Pictures)}."),
        };
        return pictures.Count > 0 ? pictures : throw new FetchException(set.Name, $"there are no pictures in '{folder}'. Delete the folder and fetch again.");
    }

    /// <summary>The texts of a set, read as they are asked for.</summary>
    /// <param name="set">A set of kind <see cref="DemoSetKind.Texts"/>.</param>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="FetchException">The set has no texts, or the folder does not hold what it should.</exception>
    public static IEnumerable<CatalogueText> Texts(DemoSet set, string folder) => set.Kind == DemoSetKind.Texts
        ? WordNetCatalogue.Read(folder)
        : throw new FetchException(set.Name, $"it has no texts. Sets with texts are {Names(DemoSetKind.Texts)}.");

    /// <summary>The typefaces of a set, as full paths.</summary>
    /// <param name="set">A set of kind <see cref="DemoSetKind.Fonts"/>.</param>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="FetchException">The set has no typefaces.</exception>
    public static IReadOnlyList<string> Fonts(DemoSet set, string folder) => set.Kind == DemoSetKind.Fonts
        ? [.. CatalogueFiles.All(folder, ".ttf")]
        : throw new FetchException(set.Name, $"it has no typefaces. Sets with typefaces are {Names(DemoSetKind.Fonts)}.");

    /// <summary>The folder that a tokenizer is loaded from.</summary>
    /// <param name="set">A set of kind <see cref="DemoSetKind.Tokenizer"/>.</param>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="FetchException">The set has no tokenizer, or the folder does not hold what it should.</exception>
    public static string TokenizerFolder(DemoSet set, string folder) => set.Kind == DemoSetKind.Tokenizer
        ? Path.GetDirectoryName(CatalogueFiles.Find(folder, set.Name == "gpt2-tokenizer" ? "encoder.json" : "llama-tokenizer.js"))!
        : throw new FetchException(set.Name, $"it has no tokenizer. Sets with one are {Names(DemoSetKind.Tokenizer)}.");

    private static string Names(DemoSetKind kind) => string.Join(", ", DemoSets.All.Where(set => set.Kind == kind).Select(set => set.Name));
}
