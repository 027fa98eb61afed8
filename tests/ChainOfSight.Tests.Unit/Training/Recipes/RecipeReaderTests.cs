using ChainOfSight.Data.Prompts;
using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Sources;

namespace ChainOfSight.Tests.Unit.Training.Recipes;

/// <summary>A recipe is judged as a whole: every fault is named with place, value, legal range and remedy.</summary>
public sealed class RecipeReaderTests
{
    [Fact]
    public void Recipe_with_comments_and_trailing_commas_is_read()
    {
        var recipe = RecipeReader.Read(RecipeSamples.Sound, "tiny.json");

        Assert.Equal("tiny", recipe.Name);
        Assert.Equal(StageKind.Pretrain, recipe.Stages[0].Kind);
        Assert.Equal([ModelPart.Resampler, ModelPart.Decoder], recipe.Stages[0].Train);
        Assert.Equal(16, recipe.Stages[0].SamplesPerStep);
    }

    [Theory]
    [InlineData("\"learningRate\": 1e-3", "\"learningrate\": 1e-3", "$.stages[0].learningrate", "unknown key", "Did you mean \"learningRate\"?")]
    [InlineData("\"steps\": 10", "\"steps\": \"ten\"", "$.stages[0].steps", "\"ten\" is of the wrong type", "a whole number, 1 to")]
    [InlineData("\"steps\": 10", "\"steps\": 0", "$.stages[0].steps", "0 is out of range", "1 to")]
    [InlineData("\"steps\": 10", "\"steps\": 2.5", "$.stages[0].steps", "2.5 is of the wrong type", "a whole number")]
    [InlineData("\"steps\": 10", "\"samplesPerSlot\": 2", "$.stages[0].steps", "neither steps nor samples", "Add \"steps\"")]
    [InlineData("\"steps\": 10", "\"steps\": 10, \"samples\": 3", "$.stages[0].samples", "both steps and samples", "Remove one")]
    [InlineData("1e-3", "1e999", "$.stages[0].learningRate", "out of range", "more than 0 to 10")]
    [InlineData("\"pretrain\"", "\"pretrian\"", "$.stages[0].kind", "unknown value \"pretrian\"", "Did you mean \"pretrain\"?")]
    [InlineData("\"version\": 1", "\"version\": 2", "$.version", "2 is out of range", "1 to 1")]
    [InlineData("\"kind\": \"scenes\"", "\"kind\": \"scene\"", "$.sources.scenes.kind", "is no kind", "Did you mean \"scenes\"?")]
    [InlineData("\"name\": \"tiny\"", "\"name\": \"Tiny/../x\"", "$.name", "is not legal", "lower-case letters")]
    [InlineData("\"name\": \"tiny\",", "", "$.name", "the key is missing", "Add \"name\"")]
    [InlineData("\"cos-32\"", "\"cos-23\"", "$.stages[0].layout", "there is no layout \"cos-23\"", "Did you mean \"cos-32\"?")]
    [InlineData("\"imageSide\": 128", "\"imageSide\": 100", "$.stages[0].imageSide", "no multiple of the patch 8", "Use 96")]
    [InlineData("\"imageSide\": 128", "\"imageSide\": 256", "$.stages[0].imageSide", "grid of 32", "128")]
    [InlineData("\"data\": { \"scenes\": 1 }", "\"data\": { \"scene\": 1 }", "$.stages[0].data.scene", "there is no source \"scene\"", "Did you mean \"scenes\"?")]
    [InlineData("[\"resampler\", \"decoder\"]", "[\"resampler\", \"lora\"]", "$.stages[0].train[1]", "the model has none", "Add \"model.lora\"")]
    [InlineData("[\"resampler\", \"decoder\"]", "[\"head\"]", "$.stages[0].train[0]", "does not train \"head\"", "resampler, lora, decoder, tower")]
    [InlineData("\"levels\": [0, 1]", "\"levels\": [0, 2]", "$.model.resampler.levels", "a block that the tower lacks", "0 to 1")]
    [InlineData("\"width\": 32, \"layers\"", "\"width\": 34, \"layers\"", "$.model.decoder.heads", "4 does not divide 34", "Change one")]
    [InlineData("\"count\": 100", "\"count\": 100, \"scene\": { \"objects\": { \"max\": 9 } }", "$.sources.scenes.scene.objects.max", "9 is not a whole number from 1 to 4", "Change that value")]
    [InlineData("\"steps\": 10", "\"steps\": 10, \"template\": \"vicunia\"", "$.stages[0].template", "unknown value \"vicunia\"", "Did you mean \"vicuna\"?")]
    [InlineData("\"steps\": 10", "\"steps\": 10, \"system\": \"A chat.\"", "$.stages[0].system", "only the vicuna template", "Remove \"system\"")]
    [InlineData("\"steps\": 10", "\"steps\": 10, \"plateau\": { \"patience\": 2 }", "$.stages[0].plateau", "no held-out loss is measured", "evaluation.everySteps")]
    [InlineData("{ \"kind\": \"scenes\", \"cutouts\": [\"emoji\"], \"count\": 100 }", "{ \"kind\": \"shards\", \"path\": \"azure://photos\" }", "$.sources.scenes.path", "no folder of a container", "azure://CONTAINER")]
    [InlineData("{ \"kind\": \"scenes\", \"cutouts\": [\"emoji\"], \"count\": 100 }", "{ \"kind\": \"shards\", \"path\": \"https://a.blob.core.windows.net/c/f?sig=1\" }", "$.sources.scenes.path", "a query such as a SAS", "AZURE_STORAGE")]
    [InlineData("\"steps\": 10", "\"steps\": 10, \"steps\": 11", "$.stages[0].steps", "stands twice", "Remove one")]
    public void Fault_is_named_with_place_value_and_remedy(string from, string to, string path, string problem, string remedy)
    {
        var error = Assert.Throws<RecipeException>(() => RecipeReader.Read(RecipeSamples.With((from, to)), "tiny.json"));

        var fault = Assert.Single(error.Faults);
        Assert.Equal(path, fault.Path);
        Assert.Contains(problem, fault.ToString(), StringComparison.Ordinal);
        Assert.Contains(remedy, fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("tiny.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plateau_without_patience_is_told_to_name_it()
    {
        var error = Assert.Throws<RecipeException>(() => RecipeReader.Read(
            RecipeSamples.With(("\"steps\": 10", "\"steps\": 10, \"plateau\": { \"minImprovement\": 0.1 }"), ("\"version\": 1", "\"version\": 1, \"evaluation\": { \"everySteps\": 5 }")), "tiny.json"));

        var fault = Assert.Single(error.Faults);
        Assert.Equal("$.stages[0].plateau.patience", fault.Path);
        Assert.Contains("Add \"patience\"", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plateau_is_read_where_held_out_losses_are_measured()
    {
        var recipe = RecipeReader.Read(
            RecipeSamples.With(("\"steps\": 10", "\"steps\": 10, \"plateau\": { \"patience\": 3 }"), ("\"version\": 1", "\"version\": 1, \"evaluation\": { \"everySteps\": 5 }")), "tiny.json");

        Assert.Equal((3, 0.005), (recipe.Stages[0].Plateau!.Patience, recipe.Stages[0].Plateau!.MinImprovement));
    }

    [Fact]
    public void Template_and_system_text_reach_the_prompts()
    {
        var recipe = RecipeReader.Read(RecipeSamples.With(("\"steps\": 10", "\"steps\": 10, \"template\": \"vicuna\", \"system\": \"A chat.\"")), "tiny.json");

        var prompts = RecipeData.Prompts(recipe.Stages[0]);

        Assert.Equal(PromptTemplate.Vicuna, prompts.Template);
        Assert.Equal("A chat.", prompts.System);
        Assert.Equal(PromptTemplate.Plain, RecipeData.Prompts(RecipeReader.Read(RecipeSamples.Sound, "tiny.json").Stages[0]).Template);
    }

    [Fact]
    public void Several_faults_are_all_reported_at_once()
    {
        var text = RecipeSamples.With(
            ("\"merges\": 500", "\"merges\": -1"),
            ("\"steps\": 10", "\"stepz\": 10"),
            ("\"cutouts\": [\"emoji\"]", "\"cutouts\": \"emoji\""),
            ("\"imageSide\": 128", "\"imageSide\": true"));

        var error = Assert.Throws<RecipeException>(() => RecipeReader.Read(text, "tiny.json"));

        Assert.Equal(
            ["$.sources.scenes.cutouts", "$.stages[0].imageSide", "$.stages[0].steps", "$.stages[0].stepz", "$.tokenizer.merges"],
            error.Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.All(error.Faults, fault => Assert.Contains(fault.ToString(), error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Faulty_value_causes_no_further_faults_that_follow_from_it()
    {
        var error = Assert.Throws<RecipeException>(() => RecipeReader.Read(RecipeSamples.With(("\"patch\": 8", "\"patch\": \"8\"")), "tiny.json"));

        Assert.Equal("$.model.tower.patch", Assert.Single(error.Faults).Path);
    }

    [Theory]
    [InlineData("{ \"version\": 1,,", "line 1")]
    [InlineData("[]", "an object")]
    [InlineData("", "line 1")]
    public void Text_that_is_no_recipe_is_refused_with_its_place(string text, string expected)
    {
        var error = Assert.Throws<RecipeException>(() => RecipeReader.Read(text, "x.json"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_file_is_named()
    {
        var error = await Assert.ThrowsAnyAsync<UserErrorException>(() => RecipeReader.ReadFileAsync("no/such/recipe.json"));

        Assert.Contains("no/such/recipe.json", error.Message, StringComparison.Ordinal);
    }
}
