using System.Text.Json;
using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes.Binding;
using ChainOfSight.Training.Recipes.Rules;

namespace ChainOfSight.Training.Recipes;

/// <summary>Reads a recipe and judges it as a whole before anything starts.</summary>
public static class RecipeReader
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a recipe from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UserErrorException">The file is missing or unreadable.</exception>
    /// <exception cref="RecipeException">The recipe has faults; all are named.</exception>
    public static async Task<Recipe> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"There is no recipe {path}. Name an existing JSON file; recipes/ holds examples.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The recipe {path} cannot be read: {e.Message} Name a readable JSON file.", e);
        }

        return Read(text, path);
    }

    /// <summary>Reads a recipe from text.</summary>
    /// <param name="json">One JSON object; comments and trailing commas are allowed.</param>
    /// <param name="name">How errors call it: the file's name.</param>
    /// <exception cref="RecipeException">The recipe has faults; all are named.</exception>
    public static Recipe Read(string json, string name)
    {
        var faults = new FaultList();
        Recipe? recipe = null;
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            recipe = (Recipe?)new RecipeBinder(faults).BindRecord(typeof(Recipe), document.RootElement, "$");
        }
        catch (JsonException e)
        {
            faults.Add($"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}", "the text is no JSON: " + e.Message.Split(" LineNumber:")[0].TrimEnd('.'),
                "one JSON object, with // comments and trailing commas if you like", "Mend that place.");
        }

        if (recipe is not null)
        {
            var context = new RuleContext(recipe, faults);
            ModelRules.Check(context);
            SourceRules.Check(context);
            StageRules.Check(context);
            LayoutRules.Check(context);
        }

        return faults.Faults.Count == 0
            ? recipe! with { Precision = PrecisionChoice.Resolve(recipe!.Precision, recipe.Device) }
            : throw new RecipeException(name, faults.Faults);
    }
}
