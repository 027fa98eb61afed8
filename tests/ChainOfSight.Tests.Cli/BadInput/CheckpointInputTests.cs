using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.BadInput;

/// <summary>Torn and damaged checkpoints are told; the one before is used where one is wanted.</summary>
[Collection(TinyTrainingTests.Name)]
public sealed class CheckpointInputTests : IDisposable
{
    private readonly TinyTraining training;
    private readonly TemporaryFolder store = new();
    private readonly string newest;

    public CheckpointInputTests(TinyTraining training)
    {
        this.training = training;
        var runs = Path.Combine(training.Folder, "runs");
        foreach (var file in Directory.EnumerateFiles(runs, "*", SearchOption.AllDirectories))
        {
            store.Write(Path.Combine("runs", Path.GetRelativePath(runs, file)), File.ReadAllBytes(file));
        }

        newest = Directory.GetDirectories(Path.Combine(store.Path, "runs", "tiny", "checkpoints", "fine-00000002")).Single();
    }

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Verify_torn_checkpoint_fails_and_names_the_missing_manifest()
    {
        File.Delete(Path.Combine(newest, "manifest.json"));

        (await RunAsync("checkpoints", "verify", "tiny")).Tells(1, "fine-2", "no manifest", "never finished");
    }

    [Fact]
    public async Task Verify_damaged_checkpoint_fails_and_names_the_object()
    {
        Damage();

        (await RunAsync("checkpoints", "verify", "tiny", "fine-2")).Tells(1, "weights.safetensors", "SHA-256");
    }

    [Fact]
    public async Task Generate_damaged_newest_checkpoint_warns_and_uses_the_one_before()
    {
        Damage();

        (await RunAsync("generate", "--checkpoint", "tiny", "--image", "cutouts/apple.png", "--max-tokens", "2", "--json")).Tells(0, "warning:", "The checkpoint before it is used.", "tiny/fine-0");
    }

    [Fact]
    public async Task Checkpoint_of_another_version_says_which_is_read()
    {
        var manifest = Path.Combine(newest, "manifest.json");
        await File.WriteAllTextAsync(manifest, System.Text.RegularExpressions.Regex.Replace(await File.ReadAllTextAsync(manifest), "\"version\":\\s*1", "\"version\": 9"));

        (await RunAsync("generate", "--checkpoint", "tiny/fine-2", "--image", "cutouts/apple.png")).Tells(2, "version 9", "reads version 1");
    }

    private void Damage()
    {
        var weights = Path.Combine(newest, "weights.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 0xFF;
        File.WriteAllBytes(weights, bytes);
    }

    private Task<CosResult> RunAsync(params string[] arguments) => training.RunAsync([.. arguments, "--store", store.Path]);
}
