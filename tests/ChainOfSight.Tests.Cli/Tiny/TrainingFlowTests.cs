using System.Text.Json.Nodes;

namespace ChainOfSight.Tests.Cli.Tiny;

/// <summary>From a recipe to a model that answers: training, checkpoints, generation, export, report, as a user types them.</summary>
[Collection(TinyTrainingTests.Name)]
public sealed class TrainingFlowTests(TinyTraining training)
{
    [Fact]
    public void Train_tiny_recipe_completes_and_shows_stages_hand_over_and_evaluation()
    {
        training.Trained.Tells(0, "stage pre", "hand-over pre → fine: few (6 tokens at 16 px) → many (18 tokens at 32 px)", "score ± SE", "is complete", "report.html");
        Assert.True(File.Exists(Path.Combine(training.Folder, "runs", "tiny", "report.html")));
    }

    [Fact]
    public async Task Train_again_says_complete_and_trains_nothing()
    {
        var again = await training.RunAsync("train", "tiny.json");

        again.Tells(0, "complete already", "--restart");
        Assert.DoesNotContain("stage pre", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_another_recipe_under_the_same_name_is_refused_with_the_difference()
    {
        await File.WriteAllTextAsync(Path.Combine(training.Folder, "other.json"), TinyFiles.Recipe.Replace("\"seed\": 3", "\"seed\": 4", StringComparison.Ordinal));

        (await training.RunAsync("train", "other.json")).Tells(2, "began with another recipe", "seed", "--restart");
    }

    [Fact]
    public async Task Checkpoints_list_and_verify_show_sound_ones()
    {
        (await training.RunAsync("checkpoints", "list", "tiny")).Tells(0, "fine-2", "pre-3", "latest");
        (await training.RunAsync("checkpoints", "list", "--all")).Tells(0, "tiny", "fine-2");
        (await training.RunAsync("checkpoints", "verify", "tiny")).Tells(0, "fine-2", "ok");

        var json = JsonNode.Parse((await training.RunAsync("checkpoints", "list", "tiny", "--json")).Output)!.AsArray();
        Assert.Equal("fine-2", json[0]!["checkpoint"]!.GetValue<string>());
        Assert.True(json[0]!["isLatest"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Generate_answers_the_same_for_run_title_and_folder()
    {
        var folder = Path.Combine("runs", "tiny", "checkpoints", "fine-00000002");
        var answers = new List<string>();
        foreach (var checkpoint in new[] { "tiny", "tiny/fine-2", folder })
        {
            var said = await training.RunAsync("generate", "--checkpoint", checkpoint, "--image", "cutouts/apple.png", "--prompt", "what is it?", "--max-tokens", "3", "--json");
            said.Tells(0, "tiny/fine-2");
            answers.Add(JsonNode.Parse(said.Output)!["answer"]!.GetValue<string>());
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Eval_prints_the_scores_of_the_training()
    {
        var again = await training.RunAsync("eval", "--checkpoint", "tiny");

        again.Tells(0, "tiny/fine-2 on held-out held-out", "score ± SE", "chance");
        var trained = training.Trained.Output[training.Trained.Output.IndexOf("after fine:", StringComparison.Ordinal)..];
        var rows = again.Output.Split('\n').Where(line => line.Contains('±', StringComparison.Ordinal)).Select(line => line.Trim()).ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(row, trained, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Eval_of_another_recipe_asks_what_that_recipe_asks()
    {
        await File.WriteAllTextAsync(Path.Combine(training.Folder, "asked.json"), TinyFiles.Recipe.Replace("\"held-out\": {", "\"others\": {", StringComparison.Ordinal).Replace("\"count\": 4 }", "\"count\": 3 }", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(training.Folder, "silent.json"), TinyFiles.Recipe.Replace("\"sets\": { \"held-out\": { \"source\": \"scenes\", \"count\": 4 } }, ", "", StringComparison.Ordinal));

        var asked = JsonNode.Parse((await training.RunAsync("eval", "--checkpoint", "tiny", "--recipe", "asked.json", "--json")).Output)!;

        var set = asked["sets"]!.AsArray().Single()!;
        Assert.Equal("others", set["set"]!.GetValue<string>());
        Assert.All(set["tasks"]!.AsArray(), task => Assert.InRange(task!["count"]!.GetValue<int>(), 1, 3));
        (await training.RunAsync("eval", "--checkpoint", "tiny", "--recipe", "silent.json")).Tells(2, "no evaluation sets", "--recipe");
    }

    [Fact]
    public async Task Export_writes_public_folders_and_refuses_to_overwrite()
    {
        (await training.RunAsync("export", "--checkpoint", "tiny", "--to", "exported")).Tells(0, "config.json", "adapter_config.json", "tokenizer.json");

        (await training.RunAsync("export", "--checkpoint", "tiny", "--to", "exported")).Tells(2, "exported", "--overwrite");
    }

    [Fact]
    public async Task Report_is_rebuilt_equal()
    {
        var report = Path.Combine(training.Folder, "runs", "tiny", "report.html");
        var before = await File.ReadAllTextAsync(report);

        (await training.RunAsync("report", "tiny")).Tells(0, "report.html");

        Assert.Equal(before, await File.ReadAllTextAsync(report));
    }

    [Theory]
    [InlineData("There is no run \"nope\"", "checkpoints", "list", "nope")]
    [InlineData("There are fine-2", "checkpoints", "verify", "tiny", "fine-77")]
    [InlineData("There is no run \"quickstart\"", "generate", "--image", "cutouts/apple.png")]
    [InlineData("nowhere.png", "generate", "--checkpoint", "tiny", "--image", "nowhere.png", "--prompt", "what?")]
    [InlineData("--top-p 2", "generate", "--checkpoint", "tiny", "--image", "cutouts/apple.png", "--top-p", "2")]
    [InlineData("tokenizer.json cannot be read", "generate", "--checkpoint", "tiny", "--image", "tokenizer.json")]
    public async Task Wrong_names_and_values_are_told_with_what_is_legal(string told, params string[] arguments) =>
        (await training.RunAsync(arguments)).Tells(2, told);
}
