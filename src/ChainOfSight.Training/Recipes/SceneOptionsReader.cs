using System.Text.Json;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>Reads what scenes are like from a file of its own: the <c>scene</c> of a recipe's source.</summary>
public static class SceneOptionsReader
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the options.</summary>
    /// <param name="path">A JSON file; comments and trailing commas are allowed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UserErrorException">The file is missing or unreadable.</exception>
    /// <exception cref="SceneOptionsException">It has faults; all are named.</exception>
    public static async Task<SceneOptions> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            return Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The scene options {path} cannot be read: {e.Message} Name a JSON file with the keys of a recipe's \"scene\"; './cos recipe schema' lists them.", e);
        }
    }

    /// <summary>Reads the options from text.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="name">How errors call it: the file's name.</param>
    /// <exception cref="SceneOptionsException">It has faults; all are named.</exception>
    public static SceneOptions Read(string json, string name)
    {
        var faults = new FaultList();
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var options = (SceneOptions?)new RecipeBinder(faults).BindRecord(typeof(SceneOptions), document.RootElement, "$");
            string[] all = [.. faults.Faults.Select(fault => $"{name}: {fault}"), .. faults.Faults.Count == 0 ? SceneOptionsRule.Faults(options!).Select(fault => $"{name}: {fault}") : []];
            return all.Length == 0 ? options! : throw new SceneOptionsException(all);
        }
        catch (JsonException e)
        {
            throw new SceneOptionsException($"{name}, line {e.LineNumber + 1}: the text is no JSON: {e.Message.Split(" LineNumber:")[0]}");
        }
    }
}
