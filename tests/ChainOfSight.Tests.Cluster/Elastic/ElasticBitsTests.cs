using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Recipes;
using Xunit.Abstractions;

namespace ChainOfSight.Tests.Cluster.Elastic;

/// <summary>Elastic training through the grains with real tensors: weights, optimizer, every loss and norm are those of one process that trains alone.</summary>
public sealed class ElasticBitsTests(ITestOutputHelper output)
{
    // 54 steps of all four stage kinds.
    private static readonly Recipe Tiny = TinyRecipe.Read(
        ("\"kind\": \"language\", \"steps\": 6", "\"kind\": \"language\", \"steps\": 14"), ("\"imageSide\": 16, \"steps\": 6", "\"imageSide\": 16, \"steps\": 14"),
        ("\"steps\": 8", "\"steps\": 16"), ("\"steps\": 5", "\"steps\": 10"));

    private static readonly Task<RunFingerprint> Alone = TrainAloneAsync();

    /// <summary>Promise: same bits for 1, 2, 3, 4 and 7 replicas, over at least 50 steps each.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task Run_with_any_number_of_replicas_has_the_bits_of_one_process(int replicas)
    {
        await using var cluster = await TensorCluster.StartAsync(replicas);
        await cluster.SubmitAsync(Tiny, replicas, replicas);

        await CompleteAsync(cluster);
        Assert.Equal(await Alone, await RunFingerprint.OfAsync(cluster.Store, "tiny"));
    }

    /// <summary>Promise: a run whose silos are killed and replaced, drained and stopped has the same bits as the undisturbed one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Disturbed_run_has_the_bits_of_the_undisturbed_one(int seed)
    {
        var random = new Random(seed);
        await using var cluster = await TensorCluster.StartAsync(3);
        await cluster.SubmitAsync(Tiny, 1, 3);
        var last = await cluster.UntilAsync("first steps", run => run.Step > 1);
        for (var disturbance = 0; disturbance < 5; disturbance++)
        {
            var wait = 1 + random.Next(6);
            var from = last;
            last = await cluster.UntilAsync(
                $"steps before disturbance {disturbance}",
                run => run.Phase == RunPhase.Completed || run.StageIndex > from.StageIndex || run.StageIndex == from.StageIndex && run.Step >= Math.Min(from.Step + wait, run.Steps - 1));
            var silos = cluster.Cluster.Silos;
            if (random.Next(4) == 0)
            {
                await cluster.Cluster.StopSiloAsync(silos[random.Next(silos.Count)]);
            }
            else
            {
                cluster.Kill(silos[random.Next(silos.Count)]);
            }

            await cluster.Cluster.StartSiloAsync();

            // As a keeper does at each change of the cluster.
            await cluster.WakeAsync();
        }

        await CompleteAsync(cluster);
        Assert.Equal(await Alone, await RunFingerprint.OfAsync(cluster.Store, "tiny"));
    }

    /// <summary>Promise: everything killed at once goes on from its newest checkpoint to the same bits.</summary>
    [Fact]
    public async Task Run_whose_silos_all_die_at_once_goes_on_to_the_same_bits()
    {
        await using var cluster = await TensorCluster.StartAsync(2);
        await cluster.SubmitAsync(Tiny, 2, 2);
        await cluster.UntilAsync("a stage in the middle", run => run.StageIndex > 0 && run.Step > 4);
        foreach (var silo in cluster.Cluster.Silos)
        {
            cluster.Kill(silo);
        }

        await cluster.Cluster.StartSiloAsync();
        await cluster.Cluster.StartSiloAsync();
        await cluster.WakeAsync();

        await CompleteAsync(cluster);
        Assert.Equal(await Alone, await RunFingerprint.OfAsync(cluster.Store, "tiny"));
    }

    private static async Task<RunFingerprint> TrainAloneAsync()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, Tiny).TrainAsync();
        return await RunFingerprint.OfAsync(store, "tiny");
    }

    private async Task CompleteAsync(TensorCluster cluster)
    {
        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held);
        output.WriteLine($"generation {view.Generation}, {view.AppliedSlots} slots applied and {view.RepeatedSlots} repeated in the last activation");
        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
    }
}
