using ChainOfSight.Client;
using ChainOfSight.Data.Quarantine;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Cluster.StandIn;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>Bad samples through the grains, seen by a client.</summary>
public sealed class QuarantineTests
{
    private static readonly RunSubmission Submission = new() { Recipe = "{}" };

    /// <summary>
    /// Promise: over its budget a run pauses with the reason and goes on only with a larger budget; entries come in once, also where their steps are done
    /// again after everything died; the shard's grain has the same.
    /// </summary>
    [Fact]
    public async Task Run_over_its_budget_pauses_and_goes_on_with_a_larger_one()
    {
        await using var cluster = await StartAsync();
        await using var client = new CosClient(cluster.Cluster.Client, TimeSpan.FromSeconds(30));
        var run = client.Run("run");
        await run.SubmitAsync(Submission);
        await cluster.UntilAsync("the first bad sample", view => view.Step > 6);

        // Nothing was saved yet: all steps are done again, and their samples are met again.
        await cluster.Cluster.StartSiloAsync();
        foreach (var silo in cluster.Cluster.Silos.Take(2).ToList())
        {
            cluster.Kill(silo);
        }

        await cluster.WakeAsync();
        var paused = await cluster.UntilAsync("over budget", view => view.Phase is RunPhase.Paused or RunPhase.Completed);
        var seen = await run.QuarantineAsync();
        var shard = await run.ShardAsync("photos", "00/1.tar");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => run.ResumeAsync());

        cluster.Outline = cluster.Outline with { Budget = new QuarantineBudget { PerRun = 3 } };
        await run.SubmitAsync(Submission);
        var done = await cluster.UntilAsync("training", view => view.Phase is RunPhase.Paused or RunPhase.Completed);

        Assert.Equal(RunPhase.Paused, paused.Phase);
        Assert.Contains("the run's budget is 2", paused.Reason, StringComparison.Ordinal);
        Assert.Contains("raise quarantine", refused.Message, StringComparison.Ordinal);
        Assert.Equal([4L, 12L, 13L], seen.Samples.Select(sample => sample.Index));
        Assert.Equal((3, 0, 2), (seen.Count, seen.Cleared, seen.PerRun));
        Assert.Equal([4L, 12L, 13L], shard.Quarantined.Select(sample => sample.Index).Order());
        Assert.Equal((RunPhase.Completed, null), (done.Phase, done.Reason));
        Assert.Empty(cluster.World.Violations);
    }

    /// <summary>Promise: an operator who clears the list may resume; cleared samples stay known and count no more.</summary>
    [Fact]
    public async Task Run_goes_on_after_its_list_was_cleared()
    {
        await using var cluster = await StartAsync();
        await using var client = new CosClient(cluster.Cluster.Client, TimeSpan.FromSeconds(30));
        var run = client.Run("run");
        await run.SubmitAsync(Submission);
        await cluster.UntilAsync("over budget", view => view.Phase == RunPhase.Paused);

        await run.ClearQuarantineAsync();
        await run.ResumeAsync();
        await cluster.UntilAsync("training", view => view.Phase == RunPhase.Completed);
        var seen = await run.QuarantineAsync();

        Assert.Equal((3, 3, null), (seen.Count, seen.Cleared, seen.OverBudget));
        Assert.Empty(cluster.World.Violations);
    }

    private static Task<StandInCluster> StartAsync()
    {
        var world = new StandInWorld(new Random(1), [new("one", 20, 4)]) { FailsSave = _ => false, Bad = (_, step) => step switch { 4 => [Bad(4)], 12 => [Bad(12), Bad(13), Bad(4)], _ => [] } };
        return StandInCluster.StartAsync(
            2, 1, new RunOutline { RecipeHash = "h", Stages = [new StageOutline { Name = "one", Steps = 20, Slots = 4 }], Budget = new QuarantineBudget { PerRun = 2 } }, world);

        static QuarantineEntry Bad(int index) => new("photos", "00/1.tar", index, 512L * index, "it is no image", "ab");
    }
}
