using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Commands;

/// <summary>Files that come with the product: found beside the command line or in a folder above it.</summary>
internal static class ProductFiles
{
    /// <summary>The recipe of the quick start.</summary>
    public static string QuickStart => Find(Path.Combine("recipes", "quickstart.json"));

    private static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new UserErrorException($"{name} is not beside the program nor in a folder above it. Name a recipe: ./cos train RECIPE.json");
    }
}
