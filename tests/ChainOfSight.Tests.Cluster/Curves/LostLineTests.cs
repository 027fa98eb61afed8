using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Tests.Support.Schedules;

namespace ChainOfSight.Tests.Cluster.Curves;

/// <summary>The line of a step that counts is in the curves, whoever died before it was written.</summary>
public sealed class LostLineTests
{
    /// <summary>Promise: the run's host dies after another replica applied the first step of a stage and before anything of it was written; the line is there.</summary>
    [Fact]
    public async Task Line_of_an_applied_step_outlives_the_host_of_the_run()
    {
        TensorCluster? cluster = null;
        var isStruck = 0;
        cluster = await TensorCluster.StartAsync(new TensorClusterOptions { Silos = 2, IsFast = true, Met = StrikeAsync });
        await using var _ = cluster;
        await CompleteAsync(cluster, 2);

        Assert.Equal(1, isStruck);

        async Task StrikeAsync(ClusterPoint point)
        {
            var host = point is { What: "apply ended", Stage: 1, Step: 0 } ? cluster!.HostOf<IRun>("tiny") : null;
            if (host is not null && host.Name != point.Silo && Interlocked.Exchange(ref isStruck, 1) == 0)
            {
                await Task.Run(() => cluster!.Kill(host));
            }
        }
    }

    /// <summary>Promise: everything dies when a checkpoint is whole and before the run heard of it; the lines of the steps in it are there.</summary>
    [Fact]
    public async Task Lines_of_the_steps_in_a_checkpoint_are_there_before_it()
    {
        TensorCluster? cluster = null;
        var isStruck = 0;
        cluster = await TensorCluster.StartAsync(new TensorClusterOptions { Silos = 1, IsFast = true, Met = StrikeAsync });
        await using var _ = cluster;
        await CompleteAsync(cluster, 1);

        Assert.Equal(1, isStruck);

        async Task StrikeAsync(ClusterPoint point)
        {
            if (point.What == "write ended" && point.Blob.Contains("/pre-", StringComparison.Ordinal) && point.Blob.EndsWith("manifest.json", StringComparison.Ordinal)
                && Interlocked.Exchange(ref isStruck, 1) == 0)
            {
                await Task.Run(() => cluster!.Kill(cluster.Cluster.Silos[0]));
            }
        }
    }

    // Silos that died are replaced; the run must have the bits of the undisturbed one.
    private static async Task CompleteAsync(TensorCluster cluster, int replicas)
    {
        await cluster.SubmitAsync(SmallRecipe.Read(), 1, replicas);
        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held, async () =>
        {
            if (cluster.Cluster.Silos.Count == 0)
            {
                await cluster.Cluster.StartSiloAsync();
            }

            await cluster.Run.Wake();
        });

        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
        Assert.Null((await RunBits.OfAsync(cluster)).Differs(await new UndisturbedRuns().GetAsync([])));
    }
}
