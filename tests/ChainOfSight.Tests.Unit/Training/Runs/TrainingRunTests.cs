using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Tests.Unit.Training.Runs;

/// <summary>A run goes through all four kinds of stage, learns, and leaves what the report needs.</summary>
public sealed class TrainingRunTests
{
    [Fact]
    public async Task All_stage_kinds_run_end_to_end_and_losses_fall()
    {
        var store = new MemoryBlobStore();
        var run = new TinyRun(store, TinyRecipe.Read(("\"steps\": 6, \"slots\": 3", "\"steps\": 30, \"slots\": 3")));

        var outcome = await run.TrainAsync();

        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal(["words", "eyes", "pre", "fine"], run.Events.OfType<StageFinished>().Select(stage => stage.Stage));
        var words = run.Events.OfType<StepDone>().Where(step => step.Stage == "words").ToList();
        Assert.Equal(30, words.Count);
        Assert.True(words[^1].Loss < 0.6 * words[0].Loss, $"{words[0].Loss} to {words[^1].Loss}");
        Assert.All(run.Events.OfType<StepDone>(), step => Assert.InRange(step.WaitShare, 0, 1));
        Assert.Equal("fine", (await new CheckpointCatalog(store).ReadLatestAsync("tiny")).Pointer!.Stage);
        Assert.DoesNotContain(run.Events, happened => happened is RunWarning);
    }

    [Fact]
    public async Task Checkpoint_holds_every_tensor_that_any_stage_trained()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.Read()).TrainAsync();
        var catalog = new CheckpointCatalog(store);

        var (_, content) = (await catalog.FindNewestAsync("tiny", _ => { }))!.Value;

        Assert.Equal(["decoder", "resampler", "tower"], content.Weights.Keys.Select(name => name[..name.IndexOf('.', StringComparison.Ordinal)]).Distinct().Order());
        Assert.Contains(content.Weights.Keys, name => name.Contains(".lora_A", StringComparison.Ordinal));
        Assert.Contains(content.Optimizer.Keys, name => name.StartsWith("exp_avg.tower", StringComparison.Ordinal));
        Assert.DoesNotContain(content.Optimizer.Keys, name => name.Contains("embed_tokens", StringComparison.Ordinal));
        Assert.Equal("many", content.State.Layout);
        Assert.Equal(5 * 4, content.State.Position);
    }

    [Fact]
    public async Task Hand_over_is_checked_and_reported()
    {
        var store = new MemoryBlobStore();
        var run = new TinyRun(store, TinyRecipe.Read());
        await run.TrainAsync();

        var report = Assert.Single(run.Events.OfType<HandOverDone>()).Report;

        Assert.Equal(("pre", "fine", "few", "many", 6, 18), (report.From, report.To, report.FromLayout, report.ToLayout, report.FromTokens, report.ToTokens));
        Assert.InRange(report.ConstantMapError!.Value, 0, 1e-5);
        Assert.True(double.IsFinite(report.LossBefore) && double.IsFinite(report.LossAfter));
        Assert.Equal([1, 2], report.Scales.Select(scale => scale.Factor));
        Assert.NotNull(await store.FindAsync(RunFiles.HandOver("tiny", "fine")));
        Assert.Contains(await new CheckpointCatalog(store).ListAsync("tiny"), info => info.Name.Stage == "fine");
    }

    [Fact]
    public async Task Hand_over_beyond_its_limit_is_held_and_can_be_accepted()
    {
        var store = new MemoryBlobStore();
        var recipe = TinyRecipe.Read(("\"maxLossRise\": 10", "\"maxLossRise\": 0"), ("\"learningRate\": 0.01,\n      \"train\": [\"resampler\", \"decoder\"]", "\"learningRate\": 0.1,\n      \"train\": [\"resampler\", \"decoder\"]"));

        var held = await new TinyRun(store, recipe).TrainAsync();

        Assert.Equal(RunStatus.Held, held.Status);
        Assert.Contains("--accept-hand-over", held.Message, StringComparison.Ordinal);
        Assert.Equal("pre", (await new CheckpointCatalog(store).ReadLatestAsync("tiny")).Pointer!.Stage);
        Assert.Equal(RunStatus.Completed, (await new TinyRun(store, recipe) { AcceptHandOver = true }.TrainAsync()).Status);
    }

    [Fact]
    public async Task Finished_run_says_what_to_do_and_restart_begins_anew()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.Read()).TrainAsync();

        var again = await new TinyRun(store, TinyRecipe.Read()).TrainAsync();
        var anew = new TinyRun(store, TinyRecipe.Read()) { Restart = true };

        Assert.Contains("--restart", again.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, (await anew.TrainAsync()).Status);
        Assert.Equal(25, anew.Events.OfType<StepDone>().Count());
    }

    [Fact]
    public async Task Changed_recipe_is_refused_with_the_places_that_differ()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.Read()).TrainAsync(interruptAfter: 1);

        var error = await Assert.ThrowsAnyAsync<UserErrorException>(() => new TinyRun(store, TinyRecipe.Read(("\"seed\": 3", "\"seed\": 4"))).TrainAsync());

        Assert.Contains("$.seed (3 → 4)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_hold_every_step_and_held_out_loss_once()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.Read()).TrainAsync(interruptAfter: 8);
        await new TinyRun(store, TinyRecipe.Read()).TrainAsync();

        var metrics = await MetricsReader.ReadAsync(store, "tiny");

        Assert.Equal(25, metrics.Count(metric => metric.Loss is not null));
        Assert.Equal(
            ["words-4", "words-6", "eyes-4", "eyes-6", "pre-4", "pre-8", "fine-4", "fine-5"],
            metrics.Where(metric => metric.HeldOutLoss is not null).Select(metric => $"{metric.Stage}-{metric.Step}"));
    }
}
