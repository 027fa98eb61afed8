using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.StandIn;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>The checkpoint grain on a store: what stays, what goes, where the latest pointer is.</summary>
public sealed class RevertAndPinTests
{
    /// <summary>Promise: retention counts verified checkpoints and spares pinned ones, until the pin is gone.</summary>
    [Fact]
    public async Task Pinned_checkpoint_stays_until_its_pin_is_gone()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Cluster.Client.GetGrain<ICheckpoint>("run");
        await SaveAsync(cluster, 10, 1);
        await grain.Pin("one-10", true);
        foreach (var step in new[] { 20, 30, 40 })
        {
            await SaveAsync(cluster, step, 1);
        }

        Assert.Equal("one-40 latest verified, one-30 verified, one-10 pinned verified", await ListAsync(grain));
        await grain.Pin("one-10", false);
        await SaveAsync(cluster, 50, 1);
        Assert.Equal("one-50 latest verified, one-40 verified", await ListAsync(grain));
        Assert.Contains("one-50, one-40", (await Assert.ThrowsAsync<RefusedException>(() => grain.Pin("one-7", true))).Message, StringComparison.Ordinal);
    }

    /// <summary>Promise: only checkpoints that were re-read count: a damaged one of an earlier generation takes no place of a sound one.</summary>
    [Fact]
    public async Task Damaged_checkpoint_of_an_earlier_generation_counts_for_nothing()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Cluster.Client.GetGrain<ICheckpoint>("run");
        await WriteAsync(cluster, 10, 1);
        await WriteAsync(cluster, 20, 1);
        await cluster.Store.WriteAsync(Name(20, 1).Folder + "weights.safetensors", new byte[] { 1 }, BlobCondition.None, CancellationToken.None);
        await SaveAsync(cluster, 30, 2);
        Assert.Equal("one-30 latest verified, one-20, one-10 verified", await ListAsync(grain));
        Assert.Equal("one-30", (await grain.Newest(null)).Checkpoint!.Title);
    }

    /// <summary>Promise: the pointer goes back by a revert alone, over generations; nothing of an older one moves it, and what was left behind costs no newer checkpoint its place.</summary>
    [Fact]
    public async Task Pointer_goes_back_by_a_revert_and_stays_there_for_older_generations()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Cluster.Client.GetGrain<ICheckpoint>("run");
        await SaveAsync(cluster, 10, 1);
        await SaveAsync(cluster, 20, 2);
        await SaveAsync(cluster, 30, 3);
        var mark = new RevertMark { To = (await grain.Find("one-20"))!, Generation = 4 };
        await grain.Revert(mark);

        await SaveAsync(cluster, 40, 3);
        var afterLate = (await grain.Newest(mark)).Checkpoint!.Title;
        await SaveAsync(cluster, 25, 4);
        await grain.Revert(mark);
        var afterNext = await ListAsync(grain);

        Assert.Equal("one-20", afterLate);
        Assert.StartsWith("one-40 verified, one-30 verified, one-25 latest verified", afterNext, StringComparison.Ordinal);
    }

    /// <summary>Promise: a run whose record says that it went back finds that checkpoint although the pointer was not moved.</summary>
    [Fact]
    public async Task Search_for_the_newest_moves_a_pointer_that_lags_behind_the_record()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Cluster.Client.GetGrain<ICheckpoint>("run");
        var first = await SaveAsync(cluster, 10, 1);
        await SaveAsync(cluster, 20, 2);

        Assert.Equal("one-20", (await grain.Newest(null)).Checkpoint!.Title);
        Assert.Equal("one-10", (await grain.Newest(new RevertMark { To = first, Generation = 3 })).Checkpoint!.Title);
        Assert.Equal("one-10", (await grain.Newest(null)).Checkpoint!.Title);
    }

    /// <summary>Promise: a save that fails is made by another replica at its next boundary.</summary>
    [Fact]
    public async Task Save_that_fails_is_made_by_another_replica()
    {
        await using var cluster = await StartAsync(saves: 5, silos: 2);
        cluster.World.FailsSave = saver => saver.StartsWith("silo-1.", StringComparison.Ordinal);
        await cluster.Run.Submit(new RunSubmission { Recipe = "{}", MinReplicas = 2 });
        await cluster.UntilAsync("a few saves", run => run.Step > 20);
        await cluster.Run.Stop();
        await cluster.UntilAsync("it stops", run => run.Phase == RunPhase.Interrupted);

        var views = await cluster.Cluster.Client.GetGrain<ICheckpoint>("run").List();
        Assert.NotEmpty(views);
        Assert.All(views, view => Assert.StartsWith("silo-2.", view.Checkpoint.Saver, StringComparison.Ordinal));
    }

    private static CheckpointName Name(long step, long generation) => new("run", "one", step, generation, "s");

    private static Task WriteAsync(StandInCluster cluster, long step, long generation) => cluster.World.Saving!(Name(step, generation), 0);

    private static async Task<CheckpointRef> SaveAsync(StandInCluster cluster, long step, long generation)
    {
        await WriteAsync(cluster, step, generation);
        var saved = new CheckpointRef { Stage = "one", Step = step, Generation = generation, Saver = "s" };
        await cluster.Cluster.Client.GetGrain<ICheckpoint>("run").Saved(saved, 2);
        return saved;
    }

    private static async Task<string> ListAsync(ICheckpoint grain) => string.Join(", ", (await grain.List()).Select(one =>
        $"{one.Checkpoint.Title}{(one.IsLatest ? " latest" : "")}{(one.IsPinned ? " pinned" : "")}{(one.IsVerified ? " verified" : "")}"));

    private static Task<StandInCluster> StartAsync(long saves = 0, int silos = 1)
    {
        var world = new StandInWorld(new Random(1), [new("one", 1000, 4)]);
        return StandInCluster.StartAsync(
            silos, 1, new RunOutline { RecipeHash = "h", Stages = [new StageOutline { Name = "one", Steps = 1000, Slots = 4, SaveEvery = saves }], Keep = 2 }, world);
    }
}
