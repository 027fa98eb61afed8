using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.Hosted;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>Faults of lanes that trying again does not mend end or pause the run with the lane's own words, and nothing that was trained is lost.</summary>
public sealed class LaneFaultTests
{
    /// <summary>Promise: a run whose lanes cannot start fails with the reason, whatever its kind, and goes on once it is mended.</summary>
    [Fact]
    public async Task Lane_that_cannot_start_fails_the_run_with_its_message()
    {
        var surroundings = new StandInSurroundings { StartFault = silo => silo == "silo-1" ? new UserErrorException("cuda:7 is not there") : new DllNotFoundException("no such library") };
        await using var cluster = await EdgeCluster.StartAsync(2, 6, surroundings);
        await cluster.Run.Submit(EdgeCluster.Submission);

        var failed = await cluster.UntilAsync("failing", run => run.Phase == RunPhase.Failed);
        Assert.Matches("silo-1/cpu:0 does not start: cuda:7 is not there|silo-2/cpu:0 does not start: DllNotFoundException: no such library", failed.Reason);

        surroundings.StartFault = _ => null;
        await cluster.Run.Resume();
        await cluster.CompletesWithoutLossAsync();
    }

    /// <summary>Promise: a run goes on with the devices that work, and says which does not.</summary>
    [Fact]
    public async Task Lane_that_cannot_start_beside_one_that_can_is_told_and_left_out()
    {
        var surroundings = new StandInSurroundings { StartFault = silo => silo == "silo-2" ? new UserErrorException("cuda:7 is not there") : null };
        await using var cluster = await EdgeCluster.StartAsync(2, 6, surroundings);
        await cluster.Run.Submit(EdgeCluster.Submission);

        await cluster.CompletesWithoutLossAsync();
        Assert.Contains("cuda:7 is not there", await cluster.ToldAsync("silo-2/cpu:0 does not start"), StringComparison.Ordinal);
    }

    /// <summary>Promise: a device that runs out of memory in the middle pauses the run with the lane's message; resuming goes on to the same state.</summary>
    [Fact]
    public async Task Device_out_of_memory_pauses_the_run_and_resuming_goes_on()
    {
        await using var cluster = await EdgeCluster.StartAsync(1, 30, new StandInSurroundings());
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);

        cluster.LanesOf("silo-1")[^1].NextFault = new InsufficientMemoryException("out of memory: 12 GB were asked for, 3 GB are free");
        var paused = await cluster.UntilAsync("pausing", run => run.Phase == RunPhase.Paused);
        Assert.Contains("12 GB were asked for", paused.Reason, StringComparison.Ordinal);

        await cluster.Run.Resume();
        await cluster.CompletesWithoutLossAsync();
    }

    /// <summary>Promise: a fault that may pass is tried again until it has passed, and nothing is lost by it.</summary>
    [Fact]
    public async Task Fault_that_passes_is_tried_again_until_then()
    {
        var surroundings = new StandInSurroundings();
        await using var cluster = await EdgeCluster.StartAsync(1, 30, surroundings);
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.ToldAsync("\"event\":\"checkpoint\"");

        surroundings.WorkFault = _ => new IOException("the shard cannot be read");
        await cluster.ToldAsync("the shard cannot be read");

        surroundings.WorkFault = _ => null;
        await cluster.CompletesWithoutLossAsync();
    }

    /// <summary>Promise: a fault that may pass and does not is tried again only so long; then the run pauses with its message, and goes on once it is mended.</summary>
    [Fact]
    public async Task Fault_that_does_not_pass_pauses_the_run_with_its_message()
    {
        var surroundings = new StandInSurroundings();
        await using var cluster = await EdgeCluster.StartAsync(2, 30, surroundings);
        await cluster.Run.Submit(EdgeCluster.Submission with { FaultPatience = TimeSpan.Zero });
        await cluster.ToldAsync("\"event\":\"checkpoint\"");

        surroundings.WorkFault = _ => new IOException("the shard cannot be read");
        var paused = await cluster.UntilAsync("pausing", run => run.Phase == RunPhase.Paused);
        Assert.Matches("the shard cannot be read. silo-./cpu:0 met faults 5 times .* and the run got no further. Mend the cause and resume the run", paused.Reason);

        surroundings.WorkFault = _ => null;
        await cluster.Run.Resume();
        await cluster.CompletesWithoutLossAsync();
    }

    /// <summary>Promise: fewer replicas than the run needs pause it, with how many are there; it goes on by itself when they come back.</summary>
    [Fact]
    public async Task Fewer_than_the_fewest_replicas_wait_and_go_on_when_they_come_back()
    {
        await using var cluster = await EdgeCluster.StartAsync(2, 40, new StandInSurroundings());
        await cluster.Run.Submit(EdgeCluster.Submission with { MinReplicas = 2 });
        await cluster.UntilAsync("first steps", run => run.Step > 3);

        cluster.Kill(cluster.Cluster.Silos[0]);
        await cluster.WakeAsync();
        await cluster.UntilAsync("waiting for a second replica", run => run.WaitsFor?.Contains("1 of 2 are there", StringComparison.Ordinal) == true);
        await cluster.Cluster.StartSiloAsync();
        await cluster.WakeAsync();
        await cluster.CompletesWithoutLossAsync();
    }

    /// <summary>Promise: a device whose results would have other bits is refused when it joins, and what differs is named.</summary>
    [Fact]
    public async Task Device_with_other_conditions_is_left_out_by_name()
    {
        var surroundings = new StandInSurroundings { Conditions = silo => silo == "silo-2" ? new Training.Elastic.ExactConditions("stand-in", "0", "another.so", "0", 2, true) : null };
        await using var cluster = await EdgeCluster.StartAsync(1, 30, surroundings);
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 1);
        await cluster.Cluster.StartSiloAsync();

        var told = await cluster.ToldAsync("silo-2/cpu:0 is left out");
        Assert.Contains("BLAS is another.so there, the run has 0; threads per lane is 2 there, the run has 1", told, StringComparison.Ordinal);
        Assert.DoesNotContain("libtorch", told, StringComparison.Ordinal);
        await cluster.CompletesWithoutLossAsync();
    }

    /// <summary>Promise: a second run that wants a device which is taken waits and says who has it; the first is not disturbed.</summary>
    [Fact]
    public async Task Second_run_for_a_device_waits_and_names_the_first()
    {
        await using var cluster = await EdgeCluster.StartAsync(1, 40, new StandInSurroundings());
        await cluster.Run.Submit(EdgeCluster.Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 1);
        var second = cluster.Cluster.Client.GetGrain<IRun>("second");
        await second.Submit(EdgeCluster.Submission);

        var waiting = await cluster.UntilAsync("the second run's waiting", second, run => run.WaitsFor?.Contains("leased to the run \"run\"", StringComparison.Ordinal) == true);
        Assert.Equal(RunPhase.Waiting, waiting.Phase);
        await second.Stop();
        await cluster.CompletesWithoutLossAsync();
    }
}
