using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.Hosted;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Cluster.Elastic;

/// <summary>A run through the grains that starts from another run's weights with another layout: they are inflated and checked before its first step.</summary>
public sealed class StartFromTests
{
    private const string Named = "\"name\": \"other\", \"startFrom\": { \"run\": \"tiny\", \"stage\": \"pre\" }";
    private static readonly Recipe Other = Read();
    private static readonly Task<RunFingerprint> Alone = TrainAloneAsync();

    /// <summary>Promise: the run inflates the other one's weights, tells of it, and ends with the bits of one process without a cluster, whatever its number of replicas.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Run_from_weights_of_another_layout_has_the_bits_of_one_process(int replicas)
    {
        await using var cluster = await StartAsync(new TensorClusterOptions { Silos = replicas });
        var run = Grain(cluster);
        await run.Submit(Submission(Other) with { MinReplicas = replicas });

        await UntilAsync(cluster, "the end", view => view.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held);
        Assert.Equal(await Alone, await RunFingerprint.OfAsync(cluster.Store, "other"));
        var report = Assert.Single(await EventsAsync<HandOverDone>(run)).Report;
        Assert.Equal(("few", "many"), (report.FromLayout, report.ToLayout));
    }

    /// <summary>Promise: a run whose host dies right after the weights were inflated, and before it knows, ends with the same bits.</summary>
    [Fact]
    public async Task Death_of_the_host_after_the_inflation_changes_nothing()
    {
        TensorCluster? cluster = null;
        var killed = 0;
        await using var owned = cluster = await StartAsync(new TensorClusterOptions
        {
            Silos = 2,
            Met = point =>
            {
                if (point.What == "transform ended" && Interlocked.Exchange(ref killed, 1) == 0)
                {
                    // On another thread: this one is the lane's own.
                    return Task.Run(() => cluster!.Kill(cluster.HostOf<IRun>("other")!));
                }

                return Task.CompletedTask;
            },
        });
        await Grain(cluster).Submit(Submission(Other));
        await UntilAsync(cluster, "the death of its host", _ => Volatile.Read(ref killed) == 1);
        await StandInCluster.WakeAsync(Grain(cluster));

        var end = await UntilAsync(cluster, "the end", view => view.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held);
        Assert.Equal((RunPhase.Completed, null), (end.Phase, end.Reason));
        Assert.Equal(await Alone, await RunFingerprint.OfAsync(cluster.Store, "other"));
    }

    /// <summary>Promise: a start whose loss rises by more than the limit is held before the first step, and an operator may accept it.</summary>
    [Fact]
    public async Task Start_whose_loss_rises_is_held_and_can_be_accepted()
    {
        // The loss of weights that learned that fast rises when more tokens come in.
        await using var cluster = await StartAsync(
            new TensorClusterOptions { Silos = 1 },
            ("\"learningRate\": 0.01,\n      \"train\": [\"resampler\", \"decoder\"]", "\"learningRate\": 0.1,\n      \"train\": [\"resampler\", \"decoder\"]"));
        await Grain(cluster).Submit(Submission(Read(("\"maxLossRise\": 10", "\"maxLossRise\": 0"))));

        var held = await UntilAsync(cluster, "holding", view => view.Phase is RunPhase.Held or RunPhase.Failed or RunPhase.Completed);
        Assert.Equal((RunPhase.Held, 0L), (held.Phase, held.Step));
        await Grain(cluster).Stage(new StageOrder { Kind = StageOrderKind.Accept });
        var end = await UntilAsync(cluster, "the end", view => view.Phase is RunPhase.Completed or RunPhase.Failed);
        Assert.Equal((RunPhase.Completed, null), (end.Phase, end.Reason));
    }

    /// <summary>Promise: weights that do not fit fail the run before its first step, with what does not fit.</summary>
    [Theory]
    [InlineData("\"mlpWidth\": 32", "\"mlpWidth\": 48", "decoder.model.layers.0.mlp.gate_proj.weight", "[32, 16]", "[48, 16]")]
    [InlineData("\"grid\": 8, \"scales\": [{ \"window\": 8, \"queries\": 2", "\"grid\": 8, \"scales\": [{ \"window\": 8, \"queries\": 3", "many", "queries", "few")]
    public async Task Weights_that_do_not_fit_fail_the_run_with_what_does_not(string part, string otherPart, params string[] told)
    {
        await using var cluster = await StartAsync(new TensorClusterOptions { Silos = 1 });
        var failed = await FailureAsync(cluster, Read((part, otherPart)));

        Assert.All(told, words => Assert.Contains(words, failed, StringComparison.Ordinal));
    }

    /// <summary>Promise: a checkpoint that is not there is refused at the submission, with those that there are.</summary>
    [Fact]
    public async Task Missing_checkpoint_is_refused_at_the_submission()
    {
        await using var cluster = await StartAsync(new TensorClusterOptions { Silos = 1 });
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Grain(cluster).Submit(Submission(Read(("\"stage\": \"pre\"", "\"stage\": \"eyes\"")))));

        Assert.Contains("stage \"eyes\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("pre-8", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RunPhase.Unknown, (await Grain(cluster).Status()).Phase);
    }

    private static Recipe Read(params (string From, string To)[] changes) => TinyRecipe.ReadOnly("fine", [("\"name\": \"tiny\"", Named), .. changes]);

    private static RunSubmission Submission(Recipe recipe) => new() { Recipe = RecipeText.Resolve(recipe) };

    private static IRun Grain(TensorCluster cluster) => cluster.Cluster.Client.GetGrain<IRun>("other");

    private static async Task<TensorCluster> StartAsync(TensorClusterOptions options, params (string From, string To)[] changes)
    {
        var cluster = await TensorCluster.StartAsync(options);
        await new TinyRun(cluster.Store, TinyRecipe.ReadOnly("pre", changes)).TrainAsync();
        return cluster;
    }

    private static async Task<RunFingerprint> TrainAloneAsync()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, TinyRecipe.ReadOnly("pre")).TrainAsync();
        await new TinyRun(store, Other).TrainAsync();
        return await RunFingerprint.OfAsync(store, "other");
    }

    // A fault that a person must mend may be found at the submission, or by a lane.
    private static async Task<string> FailureAsync(TensorCluster cluster, Recipe recipe)
    {
        try
        {
            await Grain(cluster).Submit(Submission(recipe));
        }
        catch (RefusedException e)
        {
            return e.Message;
        }

        var failed = await UntilAsync(cluster, "failing", view => view.Phase is RunPhase.Failed or RunPhase.Completed or RunPhase.Held);
        Assert.Equal((RunPhase.Failed, 0L), (failed.Phase, failed.Step));
        return failed.Reason!;
    }

    private static Task<RunView> UntilAsync(TensorCluster cluster, string phase, Func<RunView, bool> isSo) => cluster.UntilAsync(phase, isSo, of: Grain(cluster));

    private static async Task<List<T>> EventsAsync<T>(IRun run)
        where T : RunEvent
    {
        var events = new List<T>();
        await foreach (var line in run.Watch(0))
        {
            if (RunLines.Read(line.Json) is T happened)
            {
                events.Add(happened);
            }
        }

        return events;
    }
}
