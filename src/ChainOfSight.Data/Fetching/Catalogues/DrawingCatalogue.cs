namespace ChainOfSight.Data.Fetching.Catalogues;

/// <summary>Drawings that are named by their files, in folders by category: <c>art4apps/animals/baby_rabbit.jpg</c>.</summary>
internal static class DrawingCatalogue
{
    public static IEnumerable<CataloguePicture> Read(string folder) =>
        CatalogueFiles.All(CatalogueFiles.FindFolder(folder, "art4apps"), ".jpg", ".png").Select(file => new CataloguePicture(
            file,
            Path.GetFileNameWithoutExtension(file).Replace('_', ' '),
            Path.GetFileName(Path.GetDirectoryName(file)!).Replace("_n_", " and ", StringComparison.Ordinal).Replace('_', ' ')));
}
