using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Cli.Verbs;

/// <summary><c>cos recipe</c>: check a recipe, print its schema.</summary>
internal static class RecipeVerb
{
    public static Verb Create()
    {
        var verb = new Verb(
            "recipe",
            "Check recipes; print their JSON schema.",
            "recipe check recipes/quickstart.json",
            "recipe schema > recipe.schema.json")
            .With(Check(), Schema());
        return verb;
    }

    private static Verb Check()
    {
        var path = new Argument<string>("recipe") { Description = "The recipe's file." };
        var check = new Verb("check", "Check a recipe as a whole, all faults at once; print it with every default filled in.", "recipe check recipes/quickstart.json")
            .With(path);
        check.Runs(async (parse, cancellation) =>
        {
            var recipe = await RecipeReader.ReadFileAsync(parse.GetValue(path)!, cancellation).ConfigureAwait(false);
            Console.Write(RecipeText.Resolve(recipe));
            return ExitCodes.Success;
        });
        return check;
    }

    private static Verb Schema()
    {
        var schema = new Verb("schema", "Print the JSON schema of recipes, for editors.", "recipe schema > recipe.schema.json");
        schema.Runs((_, _) =>
        {
            Console.Write(RecipeSchema.Generate());
            return Task.FromResult(ExitCodes.Success);
        });
        return schema;
    }
}
