using System.Globalization;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>Weights, optimizer, losses and samples have the same bits for every number of replicas, and those of a run on one device.</summary>
public sealed class ReplicaBitsTests
{
    private const int Steps = 50;

    [Fact]
    public async Task One_two_three_four_and_seven_replicas_end_with_the_bits_of_a_run_on_one_device()
    {
        var recipe = TinyRecipe.ReadOnly("pre", ("\"steps\": 8, \"slots\": 3", $"\"steps\": {Steps}, \"slots\": 7"), ("\"everySteps\": 4", "\"everySteps\": 0"), ("\"everySteps\": 3", $"\"everySteps\": {Steps}"));
        var alone = new MemoryBlobStore();
        var run = new TinyRun(alone, recipe);
        await run.TrainAsync();
        var (_, expected) = (await new CheckpointCatalog(alone).FindNewestAsync("tiny", _ => { }))!.Value;
        var losses = string.Join("\n", run.Events.OfType<StepDone>().Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Step - 1} {step.Loss:R}")));

        string? hash = null;
        string? steps = null;
        foreach (var replicas in new[] { 1, 2, 3, 4, 7 })
        {
            var store = new MemoryBlobStore();
            await using var cluster = new LaneCluster(store, recipe);
            await cluster.OpenAsync(replicas, 0);
            await cluster.StepAsync(0, 0, Steps);

            Assert.Equal(hash ??= await cluster.HashAsync(), await cluster.HashAsync());
            Assert.Equal(steps ??= string.Join("\n", cluster.Steps), string.Join("\n", cluster.Steps));
            Assert.Equal(losses, string.Join("\n", cluster.Steps.Select(step => string.Join(' ', step.Split(' ')[..2]))));
            var saved = await cluster.SaveAsync(0, Steps, replicas - 1);
            Equal(expected, await new CheckpointReader(store).ReadAsync(saved.Name));
        }
    }

    [Theory]
    [InlineData(0, "words")]
    [InlineData(1, "eyes")]
    public async Task Stages_without_layout_have_the_bits_of_a_run_on_one_device(int index, string name)
    {
        var recipe = TinyRecipe.Read();
        var alone = new MemoryBlobStore();
        await new TinyRun(alone, recipe).TrainAsync(interruptAfter: 6 * (index + 1));
        var catalog = new CheckpointCatalog(alone);
        var last = (await catalog.ListAsync("tiny")).First(info => info.Name.Stage == name && info.Name.Step == 6).Name;
        var before = (await catalog.ListAsync("tiny")).FirstOrDefault(info => info.Name.Stage == "words" && info.Name.Step == 6)?.Name;
        var expected = await new CheckpointReader(alone).ReadAsync(last);

        await using var cluster = new LaneCluster(alone, recipe) { Generation = 5 };
        await cluster.OpenAsync(3, index, index == 0 ? null : before!.Folder);
        await cluster.StepAsync(index, 0, 6);

        Equal(expected, await new CheckpointReader(alone).ReadAsync((await cluster.SaveAsync(index, 6)).Name));
    }

    [Fact]
    public async Task Stage_goes_on_from_its_checkpoint_with_the_bits_of_one_that_was_not_interrupted()
    {
        var recipe = TinyRecipe.ReadOnly("fine");
        var store = new MemoryBlobStore();
        await using var whole = new LaneCluster(store, recipe);
        await whole.OpenAsync(2, 0);
        await whole.StepAsync(0, 0, 2);
        var saved = await whole.SaveAsync(0, 2);
        await whole.StepAsync(0, 2, 5);

        await using var rest = new LaneCluster(store, recipe) { Generation = 2 };
        await rest.OpenAsync(3, 0, saved.Name.Folder);
        await rest.StepAsync(0, 2, 5);

        Assert.Equal(await whole.HashAsync(), await rest.HashAsync());
        Assert.Equal(whole.Steps[2..], rest.Steps);
    }

    [Fact]
    public async Task Two_threads_per_lane_in_bf16_have_the_bits_of_a_run_on_one_device()
    {
        // Large enough that matrix products and element-wise loops are shared out to both threads.
        var recipe = TinyRecipe.ReadOnly(
            "pre",
            ("\"threads\": 1", "\"threads\": 2, \"precision\": \"bf16\""),
            ("\"width\": 16, \"layers\": 1, \"heads\": 2, \"keyValueHeads\": 1, \"mlpWidth\": 32", "\"width\": 128, \"layers\": 1, \"heads\": 2, \"keyValueHeads\": 1, \"mlpWidth\": 512"),
            ("\"samplesPerSlot\": 2", "\"samplesPerSlot\": 16"), ("\"steps\": 8", "\"steps\": 3"));
        var alone = new MemoryBlobStore();
        await new TinyRun(alone, recipe).TrainAsync();
        var (_, expected) = (await new CheckpointCatalog(alone).FindNewestAsync("tiny", _ => { }))!.Value;
        var store = new MemoryBlobStore();
        await using var cluster = new LaneCluster(store, recipe);
        Assert.All(await cluster.OpenAsync(2, 0), mark => Assert.Equal(2, mark.Conditions.Threads));
        await cluster.StepAsync(0, 0, 3);

        Equal(expected, await new CheckpointReader(store).ReadAsync((await cluster.SaveAsync(0, 3)).Name));
    }

    internal static void Equal(CheckpointContent expected, CheckpointContent found)
    {
        Assert.Equal(Text(expected.Weights), Text(found.Weights));
        Assert.Equal(Text(expected.Optimizer), Text(found.Optimizer));
        Assert.Equal((expected.State.Step, expected.State.Updates, expected.State.Position, expected.State.RecipeHash), (found.State.Step, found.State.Updates, found.State.Position, found.State.RecipeHash));

        static string Text(IReadOnlyDictionary<string, HostTensor> tensors) => string.Join(
            "\n", tensors.Values.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(tensor => $"{tensor.Name} {string.Join("x", tensor.Shape)} {RunFingerprint.Hash(Convert.ToHexString(tensor.Bytes.Span))}"));
    }
}
