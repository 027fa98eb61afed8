using System.Text;
using System.Text.RegularExpressions;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Tests.Cluster.Hosted;
using ChainOfSight.Storage;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>A run of one name in one store is trained by one cluster or by one process without one, never by two of them.</summary>
public sealed class ClaimTests
{
    /// <summary>Promise: a process is refused while a cluster trains the run, with who has it, since when and what to do; once it rests there, the process gets it.</summary>
    [Fact]
    public async Task Process_is_refused_while_a_cluster_trains_the_run()
    {
        await using var cluster = await StartAsync(100_000);
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);

        var refused = await Assert.ThrowsAsync<RunHeldException>(() => TakeAsync(cluster));
        Assert.Matches("\"run\" in .* is being trained by the cluster \"east\" .* since 20..-..-.. .*Z\\. .*\\./cos stop run --cluster east", refused.Message);

        await cluster.Run.Stop();
        await cluster.UntilAsync("resting", run => run.Phase == RunPhase.Interrupted);
        await using var taken = await TakeAsync(cluster, waits: true);
        Assert.False(taken.Lost.IsCompleted);
    }

    /// <summary>Promise: the cluster keeps the run when its host dies: nobody gets in between, and the run goes on.</summary>
    [Fact]
    public async Task Cluster_keeps_the_run_over_the_death_of_its_host()
    {
        await using var cluster = await StartAsync(60, silos: 3);
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);

        cluster.Kill(cluster.Host);
        await Assert.ThrowsAsync<RunHeldException>(() => TakeAsync(cluster));
        await cluster.WakeAsync();
        await cluster.CompletesWithoutLossAsync();
        await using var taken = await TakeAsync(cluster, waits: true);
    }

    /// <summary>Promise: a submission is refused while a process trains the run, and nothing of it is begun; once the process ends, it is taken.</summary>
    [Fact]
    public async Task Submission_is_refused_while_a_process_trains_the_run()
    {
        await using var cluster = await StartAsync(20);
        await using (await TakeAsync(cluster))
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => cluster.Run.Submit(EdgeCluster.Submission));
            Assert.Matches($"is being trained by process {Environment.ProcessId} on .* since .*Ctrl-C", refused.Message);
            Assert.Equal(RunPhase.Unknown, (await cluster.Run.Status()).Phase);
        }

        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.CompletesWithoutLossAsync();
    }

    /// <summary>Promise: a cluster that was dead, and whose run somebody else trains meanwhile, pauses it when it comes back, and says why.</summary>
    [Fact]
    public async Task Cluster_that_comes_back_leaves_a_run_alone_that_another_one_took()
    {
        await using var cluster = await StartAsync(100_000, silos: 1);
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 6);
        cluster.Kill(cluster.Cluster.Silos[0]);

        // The dead one's hold is gone, as it is after its patience.
        await cluster.Store.DeleteAsync(RunHold.BlobOf("run"), BlobCondition.None);
        await using var other = await RunHold.TakeAsync(cluster.Store, "run", RunHolder.OfThisProcess() with { Cluster = "west" }, TimeProvider.System, null, CancellationToken.None);
        await cluster.Cluster.StartSiloAsync();
        await cluster.WakeAsync();

        var paused = await cluster.UntilAsync("pausing", run => run.Phase == RunPhase.Paused);
        Assert.Contains("the cluster \"west\"", paused.Reason, StringComparison.Ordinal);
        Assert.False(other.Lost.IsCompleted);
    }

    /// <summary>Promise: what the cluster writes after somebody else went on with the run is newer than all of theirs.</summary>
    [Fact]
    public async Task Generation_goes_on_from_where_somebody_else_left_it()
    {
        await using var cluster = await StartAsync(100_000);
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);
        await cluster.Run.Stop();
        await cluster.UntilAsync("resting", run => run.Phase == RunPhase.Interrupted);

        var (record, _) = await cluster.Store.ReadAsync(RunFiles.Record("run"));
        var newer = Regex.Replace(Encoding.UTF8.GetString(record), "\"generation\": *[0-9]+", "\"generation\": 500");
        await cluster.Store.WriteAsync(RunFiles.Record("run"), Encoding.UTF8.GetBytes(newer), BlobCondition.None, CancellationToken.None);
        await cluster.Run.Resume();
        await cluster.UntilAsync("training", run => run.Phase == RunPhase.Training && run.Generation > 500);
    }

    private static Task<RunHold> TakeAsync(StandInCluster cluster, bool waits = false) =>
        RunHold.TakeAsync(cluster.Store, "run", RunHolder.OfThisProcess(), TimeProvider.System, waits ? _ => { } : null, CancellationToken.None);

    private static Task<StandInCluster> StartAsync(long steps, int silos = 2) => EdgeCluster.StartAsync(silos, steps, new StandInSurroundings { Claims = "east" });
}
