using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.Hosted;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>A store that fails while a run trains is told with its reason, and once it works again nothing is missing.</summary>
public sealed class StoreFaultTests
{
    /// <summary>Promise: a disk that is full pauses the run as soon as there is room to write that down, with how much is free; resuming goes on.</summary>
    [Fact]
    public async Task Full_disk_pauses_the_run_and_resuming_goes_on_without_loss()
    {
        BreakableStore store = null!;
        await using var cluster = await EdgeCluster.StartAsync(1, 40, new StandInSurroundings { Wrap = inner => store ??= new BreakableStore(inner) });
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 6);

        store.Writes = name => new DiskFullException(name, 1000, 10, new IOException("no space"));
        Assert.Contains("10 bytes are free", await cluster.ToldAsync("was not written"), StringComparison.Ordinal);
        await cluster.ToldAsync("its record could not be written");
        store.Writes = null;
        var paused = await cluster.UntilAsync("pausing", run => run.Phase == RunPhase.Paused);
        Assert.Contains("Free some space", paused.Reason, StringComparison.Ordinal);

        await cluster.Run.Resume();
        await cluster.CompletesWithoutLossAsync();
    }

    /// <summary>Promise: a store that is gone for a while does not end a run; it waits for its checkpoint and its record and goes on by itself.</summary>
    [Fact]
    public async Task Store_that_disappears_and_comes_back_is_waited_for()
    {
        BreakableStore store = null!;
        await using var cluster = await EdgeCluster.StartAsync(1, 40, new StandInSurroundings { Wrap = inner => store ??= new BreakableStore(inner) }, TimeSpan.FromMilliseconds(300));
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 6);

        store.Writes = store.Reads = name => new StoreUnavailableException("the store", $"reaching '{name}'", "It is not there.");
        await cluster.ToldAsync("It is not there");
        await cluster.UntilAsync("waiting for the store", run => run.WaitsFor?.Contains("written again soon", StringComparison.Ordinal) == true);
        store.Writes = store.Reads = null;
        await cluster.CompletesWithoutLossAsync();
    }
}
