using System.Text.RegularExpressions;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Training.Recipes.Sources;
using ChainOfSight.Training.Sources;

namespace ChainOfSight.Training.Recipes.Rules;

/// <summary>Names and sizes of sources and of what refers to them.</summary>
internal static class SourceRules
{
    public static void Check(RuleContext context)
    {
        var recipe = context.Recipe;
        foreach (var (name, source) in recipe.Sources ?? new Dictionary<string, DataSource>())
        {
            context.Require(Regex.IsMatch(name, "^[A-Za-z0-9_-]{1,64}$"), $"$.sources.{name}", $"\"{name}\" is no name of a source",
                "1 to 64 letters, digits, - and _", "Rename it.");
            if (source is ShardsSource { Path: { } place } && ShardsAddress.IsRemote(place))
            {
                context.Require(ShardsAddress.Parse(place) is not null, $"$.sources.{name}.path", "it names no folder of a container, or carries a query such as a SAS",
                    "azure://CONTAINER[/PREFIX]/FOLDER or https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]/FOLDER",
                    "Name the folder that holds the shards; put secrets into AZURE_STORAGE_CONNECTION_STRING of the silos.");
            }

            if (source is ScenesSource scenes)
            {
                CheckScenes(context, scenes, $"$.sources.{name}.scene");
            }
        }

        foreach (var (name, set) in recipe.Evaluation.Sets)
        {
            var path = $"$.evaluation.sets.{name}.source";
            if (context.RequireName(set.Source, [.. recipe.Sources?.Keys ?? []], path, "source", "$.sources"))
            {
                context.Require(recipe.Sources![set.Source].Validation > 0, path, $"the source \"{set.Source}\" holds nothing out",
                    "a source with validation above 0", $"Set sources.{set.Source}.validation.", $"$.sources.{set.Source}");
            }
        }

        context.Require(recipe.Tokenizer is not { Kind: TokenizerKind.HuggingFace, Path: null }, "$.tokenizer.path", "the key is missing",
            "the path of a tokenizer.json", "Name the file.", "$.tokenizer.kind");
        context.Require(recipe.StartFrom?.Run is null || recipe.StartFrom.Run != recipe.Name, "$.startFrom.run", "a run cannot start from itself",
            "the name of another run", "Name another run, or rename this one.", "$.name");
    }

    private static void CheckScenes(RuleContext context, ScenesSource scenes, string path)
    {
        foreach (var fault in SceneOptionsRule.Faults(scenes.Scene))
        {
            // A fault begins with its key: "objects.max = 9 is not …".
            var key = fault.Split(' ', 2)[0];
            context.Require(false, $"{path}.{key}", fault.TrimEnd('.'), "as said", "Change that value or the others it depends on.");
        }
    }
}
