using System.Text.Json.Nodes;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Unit.Training.Recipes;

/// <summary>The resolved recipe says everything, and the schema says what the binder accepts.</summary>
public sealed class RecipeTextTests
{
    [Fact]
    public void Resolved_recipe_reads_back_as_the_same_recipe()
    {
        var recipe = RecipeReader.Read(RecipeSamples.With(("\"steps\": 10", "\"steps\": 10, \"tasks\": { \"question\": 2 }, \"learningRates\": { \"decoder\": 1e-4 }")), "a");

        var again = RecipeReader.Read(RecipeText.Resolve(recipe), "b");

        Assert.Equal(RecipeText.Resolve(recipe), RecipeText.Resolve(again));
        Assert.Contains("\"samplesPerSlot\": 4", RecipeText.Resolve(recipe), StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_ignores_comments_and_defaults_and_sees_values()
    {
        var plain = RecipeText.Hash(RecipeReader.Read(RecipeSamples.Sound, "a"));

        Assert.Equal(plain, RecipeText.Hash(RecipeReader.Read(RecipeSamples.With(("\"steps\": 10", "\"steps\": 10, \"slots\": 4 /* default */")), "b")));
        Assert.NotEqual(plain, RecipeText.Hash(RecipeReader.Read(RecipeSamples.With(("\"steps\": 10", "\"steps\": 11")), "c")));
    }

    [Fact]
    public void Changes_between_recipes_are_named_by_path()
    {
        var before = RecipeText.Resolve(RecipeReader.Read(RecipeSamples.Sound, "a"));
        var after = RecipeText.Resolve(RecipeReader.Read(RecipeSamples.With(("\"steps\": 10", "\"steps\": 11")), "b"));

        Assert.Equal(["$.stages[0].steps (10 → 11)"], RecipeChanges.Between(before, after));
    }

    [Fact]
    public void Schema_names_every_key_of_the_resolved_recipe()
    {
        var schema = JsonNode.Parse(RecipeSchema.Generate())!;
        var recipe = JsonNode.Parse(RecipeText.Resolve(RecipeReader.Read(RecipeSamples.Sound, "a")))!;

        var stage = schema["properties"]!["stages"]!["items"]!["properties"]!.AsObject();
        Assert.All(recipe.AsObject(), pair => Assert.True(schema["properties"]!.AsObject().ContainsKey(pair.Key), pair.Key));
        Assert.All(recipe["stages"]![0]!.AsObject(), pair => Assert.True(stage.ContainsKey(pair.Key), pair.Key));
        Assert.Equal(["language", "vision", "pretrain", "finetune"], stage["kind"]!["enum"]!.AsArray().Select(value => (string)value!));
        Assert.Equal(4, (int)stage["slots"]!["default"]!);
        Assert.False((bool)schema["additionalProperties"]!);
    }
}
