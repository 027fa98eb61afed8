using ChainOfSight.Data.Collation;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Tests.Unit.Training.Runs;

/// <summary>A loss that is not a number never reaches the weights: the step is skipped or the run stops, and the slot is named.</summary>
public sealed class NonFiniteTests
{
    [Fact]
    public async Task Stop_names_step_and_slot_and_keeps_the_last_checkpoint()
    {
        var store = new MemoryBlobStore();
        var run = new TinyRun(store, TinyRecipe.Read()) { Data = Poisoned(step: 4, slot: 1) };

        var error = await Assert.ThrowsAsync<NonFiniteLossException>(() => run.TrainAsync());

        Assert.Equal(("eyes", 5L, 1), (error.Stage, error.Step, error.Slot));
        Assert.Contains("Stage \"eyes\", step 5, slot 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("nonFinite", error.Message, StringComparison.Ordinal);
        var newest = (await new CheckpointCatalog(store).FindNewestAsync("tiny", _ => { }))!.Value;
        Assert.Equal("eyes-3", newest.Name.Title);
    }

    [Fact]
    public async Task Skip_leaves_the_step_out_counts_it_and_goes_on()
    {
        var store = new MemoryBlobStore();
        var recipe = TinyRecipe.Read(("\"kind\": \"vision\",", "\"kind\": \"vision\", \"nonFinite\": \"skip\","));
        var run = new TinyRun(store, recipe) { Data = Poisoned(step: 4, slot: 1) };

        Assert.Equal(RunStatus.Completed, (await run.TrainAsync()).Status);

        Assert.Equal(1, run.Events.OfType<StageFinished>().Single(stage => stage.Stage == "eyes").Skipped);
        Assert.Contains("step 5 was skipped: slot 1: the loss is NaN", Assert.Single(run.Events.OfType<RunWarning>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_without_loss_tokens_is_skipped_and_counted()
    {
        var store = new MemoryBlobStore();
        var data = new TinyData
        {
            Change = (stage, step, _, batch) => stage.Name == "words" && step == 2
                ? batch with { Labels = [.. batch.Labels.Select(_ => SlotBatch.IgnoredLabel)] }
                : batch,
        };
        var run = new TinyRun(store, TinyRecipe.Read()) { Data = data };

        await run.TrainAsync();

        Assert.Equal(1, run.Events.OfType<StageFinished>().Single(stage => stage.Stage == "words").Skipped);
        Assert.Contains("no loss tokens", Assert.Single(run.Events.OfType<RunWarning>()).Message, StringComparison.Ordinal);
    }

    private static TinyData Poisoned(long step, int slot) => new()
    {
        Change = (stage, s, k, batch) => stage.Kind == StageKind.Vision && s == step && k == slot
            ? batch with { Pixels = [.. batch.Pixels.Select(_ => float.NaN)] }
            : batch,
    };
}
