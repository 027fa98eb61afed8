using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.BadInput;

/// <summary>A recipe with faults never starts: what, where, what is legal, what to do, all faults at once.</summary>
public sealed class RecipeInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Missing_recipe_is_named() =>
        (await RunAsync("train", "nowhere.json")).Tells(2, "nowhere.json", "Name an existing JSON file");

    [Theory]
    [InlineData("\"seed\": 3", "\"sed\": 3", "$.sed", "unknown key \"sed\"", "Did you mean \"seed\"?")]
    [InlineData("\"seed\": 3", "\"seed\": \"three\"", "$.seed", "\"three\"", "Legal:")]
    [InlineData("\"learningRate\": 0.01", "\"learningRate\": -1", "$.stages[0].learningRate", "-1", "Legal:")]
    [InlineData("\"kind\": \"gpt2\"", "\"kind\": \"bert\"", "$.tokenizer.kind", "bert", "gpt2, llama")]
    [InlineData("\"window\": 4", "\"window\": 3", "few", "3", "Legal:")]
    [InlineData("\"version\": 1,", "\"version\": 1", "line 2", "no JSON", "Mend that place")]
    public async Task Fault_is_told_with_place_value_and_what_is_legal(string from, string to, params string[] told)
    {
        folder.Write("bad.json", TinyFiles.Recipe.Replace(from, to, StringComparison.Ordinal));

        (await RunAsync("recipe", "check", "bad.json")).Tells(2, told);
    }

    [Fact]
    public async Task Two_faults_are_told_at_once()
    {
        folder.Write("bad.json", TinyFiles.Recipe.Replace("\"seed\": 3", "\"sed\": 3", StringComparison.Ordinal).Replace("\"learningRate\": 0.01", "\"learningRate\": -1", StringComparison.Ordinal));

        (await RunAsync("train", "bad.json")).Tells(2, "2 faults", "$.sed", "$.stages[0].learningRate");
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "runs")));
    }

    [Fact]
    public async Task Missing_tokenizer_file_is_named()
    {
        TinyFiles.Write(folder);
        File.Delete(Path.Combine(folder.Path, "tokenizer.json"));

        (await RunAsync("train", "tiny.json")).Tells(2, "tokenizer.json");
    }

    [Fact]
    public async Task Missing_cut_outs_are_named()
    {
        TinyFiles.Write(folder);
        Directory.Delete(Path.Combine(folder.Path, "cutouts"), recursive: true);

        (await RunAsync("train", "tiny.json")).Tells(2, "./cutouts", "does not exist");
    }

    private Task<CosResult> RunAsync(params string[] arguments) => CosProcess.RunAsync(folder.Path, TinyTraining.Environment(folder.Path), arguments);
}
