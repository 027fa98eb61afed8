namespace ChainOfSight.Tests.Cli.Tiny;

/// <summary>One run of the tiny recipe, trained once for all tests that look at it; they do not change it.</summary>
public sealed class TinyTraining : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Folder with recipe, tokenizer, cut-outs and <c>runs/tiny</c>.</summary>
    public string Folder => folder.Path;

    internal CosResult Trained { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        TinyFiles.Write(folder);
        Trained = await RunAsync("train", "tiny.json");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    /// <summary>Runs the command line in that folder, offline, with a cache of its own.</summary>
    internal Task<CosResult> RunAsync(params string[] arguments) => CosProcess.RunAsync(Folder, Environment(Folder), arguments);

    internal static Dictionary<string, string?> Environment(string folder) => new() { ["COS_OFFLINE"] = "1", ["COS_CACHE"] = Path.Combine(folder, "cache") };
}

/// <summary>Tests that share the run.</summary>
[CollectionDefinition(Name)]
public sealed class TinyTrainingTests : ICollectionFixture<TinyTraining>
{
    public const string Name = "tiny training";
}
