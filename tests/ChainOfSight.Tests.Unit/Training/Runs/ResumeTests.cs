using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Unit.Training.Runs;

/// <summary>A run that was interrupted, or lost its newest checkpoint, ends with the same bits as one that was not.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task Interrupted_runs_end_with_the_bits_of_an_uninterrupted_one()
    {
        var expected = await FingerprintAsync([]);
        foreach (var interruptions in new long[][] { [1], [6], [7, 3], [13, 1, 5], [20], [22, 1, 1] })
        {
            Assert.Equal(expected, await FingerprintAsync(interruptions));
        }
    }

    [Fact]
    public async Task Lost_steps_are_repeated_with_the_same_bits()
    {
        var expected = await FingerprintAsync([]);
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.Read()).TrainAsync(interruptAfter: 17);
        var latest = (await new CheckpointCatalog(store).ReadLatestAsync("tiny")).Pointer!;
        var (bytes, _) = await store.ReadAsync(latest.Folder + "weights.safetensors");
        await store.WriteAsync(latest.Folder + "weights.safetensors", bytes.AsMemory(0, bytes.Length / 2));

        var run = new TinyRun(store, TinyRecipe.Read());
        await run.TrainAsync();

        Assert.Contains("weights.safetensors", Assert.Single(run.Events.OfType<RunWarning>()).Message, StringComparison.Ordinal);
        Assert.Equal(expected, await RunFingerprint.OfAsync(store, "tiny"));
    }

    [Fact]
    public async Task Run_from_another_runs_checkpoint_takes_over_its_weights()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.Read()).TrainAsync();
        var text = TinyRecipe.Text;
        var stages = text.IndexOf("{ \"name\": \"words\"", StringComparison.Ordinal);
        var fine = text.IndexOf("{ \"name\": \"fine\"", StringComparison.Ordinal);
        var control = (text[..stages] + text[fine..])
            .Replace("\"name\": \"tiny\"", "\"name\": \"control\", \"startFrom\": { \"run\": \"tiny\", \"stage\": \"pre\" }", StringComparison.Ordinal)
            .Replace("\"layout\": \"many\", \"imageSide\": 32", "\"layout\": \"few\", \"imageSide\": 16", StringComparison.Ordinal);
        var run = new TinyRun(store, RecipeReader.Read(control, "control.json"));

        var outcome = await run.TrainAsync();

        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Empty(run.Events.OfType<HandOverDone>());
        Assert.Equal("tiny/pre-8", Assert.Single(run.Events.OfType<RunStarted>()).ResumedFrom);
        Assert.Equal(5, run.Events.OfType<StepDone>().Count());
    }

    [Fact]
    public async Task Missing_checkpoint_of_another_run_is_named_with_those_that_are_there()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.Read()).TrainAsync(interruptAfter: 7);
        var recipe = TinyRecipe.Read(("\"name\": \"tiny\"", "\"name\": \"other\", \"startFrom\": { \"run\": \"tiny\", \"stage\": \"pre\" }"));

        var error = await Assert.ThrowsAnyAsync<UserErrorException>(() => new TinyRun(store, recipe).TrainAsync());

        Assert.Contains("stage \"pre\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("words-6", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_threads_in_bf16_end_with_the_bits_of_an_uninterrupted_run()
    {
        // Large enough that matrix products and element-wise loops are shared out to both threads.
        var recipe = TinyRecipe.ReadOnly(
            "pre",
            ("\"threads\": 1", "\"threads\": 2, \"precision\": \"bf16\""),
            ("\"width\": 16, \"layers\": 1, \"heads\": 2, \"keyValueHeads\": 1, \"mlpWidth\": 32", "\"width\": 128, \"layers\": 1, \"heads\": 2, \"keyValueHeads\": 1, \"mlpWidth\": 512"),
            ("\"samplesPerSlot\": 2", "\"samplesPerSlot\": 16"));

        var expected = await FingerprintAsync([], recipe);

        Assert.Equal(expected, await FingerprintAsync([1, 4], recipe));
    }

    [Fact]
    public async Task Vision_head_of_another_run_is_not_taken_over()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.ReadOnly("eyes")).TrainAsync();
        var other = TinyRecipe.ReadOnly("pre", ("\"name\": \"tiny\"", "\"name\": \"other\", \"startFrom\": { \"run\": \"tiny\", \"stage\": \"eyes\" }"));

        Assert.Equal(RunStatus.Completed, (await new TinyRun(store, other).TrainAsync()).Status);

        var (_, source) = (await new CheckpointCatalog(store).FindNewestAsync("tiny", _ => { }))!.Value;
        var (_, content) = (await new CheckpointCatalog(store).FindNewestAsync("other", _ => { }))!.Value;
        Assert.Contains(source.Weights.Keys, name => name.StartsWith("head.", StringComparison.Ordinal));
        Assert.DoesNotContain(content.Weights.Keys, name => name.StartsWith("head.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"mlpWidth\": 32", "\"mlpWidth\": 48", "decoder.model.layers.0.mlp.gate_proj.weight", "[32, 16]", "[48, 16]")]
    [InlineData("\"queries\": 2", "\"queries\": 3", "resampler.scales.0.queries", "[1, 1, 2, 16]", "[1, 1, 3, 16]")]
    public async Task Checkpoint_of_another_model_or_layout_is_refused_with_both_shapes(string part, string otherPart, string tensor, string found, string wanted)
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.ReadOnly("pre")).TrainAsync();
        var other = TinyRecipe.ReadOnly("pre", ("\"name\": \"tiny\"", "\"name\": \"other\", \"startFrom\": { \"run\": \"tiny\", \"stage\": \"pre\" }"), (part, otherPart));

        var error = await Assert.ThrowsAsync<CheckpointException>(() => new TinyRun(store, other).TrainAsync());

        Assert.Contains(tensor, error.Message, StringComparison.Ordinal);
        Assert.Contains($"its shape is {found}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"the model's is {wanted}", error.Message, StringComparison.Ordinal);
        Assert.Contains("use the recipe with which it was made", error.Message, StringComparison.Ordinal);
    }

    private static async Task<RunFingerprint> FingerprintAsync(long[] interruptions, Recipe? of = null)
    {
        var recipe = of ?? TinyRecipe.Read();
        var store = new MemoryBlobStore();
        foreach (var steps in interruptions)
        {
            Assert.Equal(RunStatus.Interrupted, (await new TinyRun(store, recipe).TrainAsync(steps)).Status);
        }

        Assert.Equal(RunStatus.Completed, (await new TinyRun(store, recipe).TrainAsync()).Status);
        return await RunFingerprint.OfAsync(store, "tiny");
    }
}
