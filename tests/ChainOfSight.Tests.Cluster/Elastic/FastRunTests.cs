using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.Hosted;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs.Metrics;
using Xunit.Abstractions;

namespace ChainOfSight.Tests.Cluster.Elastic;

/// <summary>Runs in mode <c>fast</c> through the grains with real tensors: they end, their replicas never differ by a bit, their losses are those of mode <c>exact</c> within rounding.</summary>
public sealed class FastRunTests(ITestOutputHelper output)
{
    // Five or four slots, so that replicas have several, and unequally many.
    private static readonly (string, string)[] Slots = [("\"slots\": 3", "\"slots\": 5"), ("\"slots\": 2", "\"slots\": 4")];
    private static readonly Recipe Exact = TinyRecipe.Read(Slots);
    private static readonly Recipe Fast = TinyRecipe.Read([("\"threads\": 1", "\"threads\": 1, \"reduction\": \"fast\""), .. Slots]);

    /// <summary>Promise: a silo dies inside of a step, another joins; the run ends with all its steps, and no replica ever had another state than the others.</summary>
    [Theory]
    [InlineData(2, "reduce begins")]
    [InlineData(3, "reduce begins")]
    [InlineData(3, "reduce ended")]
    [InlineData(3, "apply begins")]
    public async Task Run_with_a_kill_and_a_join_ends_with_equal_replicas_and_the_losses_of_exact(int replicas, string moment)
    {
        TensorCluster? cluster = null;
        var killed = 0;
        cluster = await TensorCluster.StartAsync(new TensorClusterOptions { Silos = replicas, IsFast = true, HashesStates = true, Met = KillAsync });
        await using var _ = cluster;
        await cluster.SubmitAsync(Fast, 1, replicas);
        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held, async () =>
        {
            if (cluster.Cluster.Silos.Count < replicas)
            {
                await cluster.Cluster.StartSiloAsync();
            }

            await StandInCluster.WakeAsync(cluster.Run);
        });

        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
        Assert.Equal(1, killed);
        Assert.All(cluster.StateHashes, states => Assert.True(states.Value.Distinct().Count() == 1, $"Before step {states.Key.NextStep} of stage {states.Key.Stage} the replicas' states are {string.Join(", ", states.Value)}."));

        // All took part before the death in the second stage, and all of those that live then in the end.
        Assert.Equal(replicas, cluster.StateHashes[(0, 3)].Count);
        Assert.Equal(replicas, cluster.StateHashes[(3, 5)].Count);
        await CompareAsync(cluster.Store);

        async Task KillAsync(ClusterPoint point)
        {
            if (point.What == moment && (point.Stage, point.Step) == (1, 3) && Interlocked.Exchange(ref killed, 1) == 0)
            {
                await Task.Run(() => cluster!.Kill(cluster.Cluster.Silos.Single(silo => silo.Name == point.Silo)));
            }
        }
    }

    private async Task CompareAsync(IBlobStore store)
    {
        var alone = new MemoryBlobStore();
        await new TinyRun(alone, Exact).TrainAsync();
        var (expected, found) = (await MetricsReader.ReadAsync(alone, "tiny"), await MetricsReader.ReadAsync(store, "tiny"));

        Assert.Equal(expected.Select(line => (line.StageIndex, line.Step, line.LossTokens, line.Skipped)), found.Select(line => (line.StageIndex, line.Step, line.LossTokens, line.Skipped)));
        var losses = expected.Zip(found).Where(pair => pair.First.Loss is not null).ToList();
        var worst = losses.Max(pair => Math.Abs(pair.Second.Loss!.Value - pair.First.Loss!.Value) / Math.Abs(pair.First.Loss!.Value));
        output.WriteLine($"{losses.Count} losses, at most {worst:e1} apart");

        // The first step begins with the same weights: nothing but the order of additions differs. Rounding grows with the steps.
        Assert.Equal(losses[0].First.Loss, losses[0].Second.Loss);
        Assert.InRange(worst, 0, 1e-3);
    }
}
