using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Cluster.StandIn;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>Runs that want the same devices.</summary>
public sealed class SharingTests
{
    /// <summary>
    /// Promise: of two runs that each need all devices of two silos one trains and the other waits without holding any, saying who has them; it begins when
    /// the first has ended.
    /// </summary>
    [Fact]
    public async Task Two_runs_that_need_all_devices_train_one_after_the_other()
    {
        var world = new StandInWorld(new Random(1), [new("one", 200, 4)]) { FailsSave = _ => false };
        await using var cluster = await StandInCluster.StartAsync(2, 2, new RunOutline { RecipeHash = "h", Stages = [new StageOutline { Name = "one", Steps = 200, Slots = 4 }] }, world);
        IRun[] runs = [cluster.Cluster.Client.GetGrain<IRun>("a"), cluster.Cluster.Client.GetGrain<IRun>("b")];
        await Task.WhenAll(runs.Select(run => run.Submit(new RunSubmission { Recipe = "{}", MinReplicas = 4 })));

        var begun = await Task.WhenAny(runs.Select(run => cluster.UntilAsync("one of them trains", run, view => view is { Phase: RunPhase.Training, Step: > 2 } or { Phase: RunPhase.Completed })));
        var first = (await begun).Run == "a" ? 0 : 1;
        var holders = (await DevicesAsync(cluster)).Select(device => device.Run).Distinct();
        var waiting = await cluster.UntilAsync("the other one waits", runs[1 - first], view => view.WaitsFor?.Contains("leased to the run", StringComparison.Ordinal) == true);

        Assert.Equal([first == 0 ? "a" : "b"], holders);
        Assert.Empty(waiting.Members);
        foreach (var run in runs)
        {
            Assert.Equal(RunPhase.Completed, (await cluster.UntilAsync("training", run, view => view.Phase is RunPhase.Completed or RunPhase.Failed)).Phase);
        }

        Assert.Empty(world.Violations);
    }

    /// <summary>Promise: two runs that lost members and lack each other's devices do not wait half and half for ever: both end.</summary>
    [Fact]
    public async Task Runs_that_lost_members_give_back_what_they_cannot_use()
    {
        var world = new StandInWorld(new Random(1), [new("one", 40, 4)]) { FailsSave = _ => false };
        await using var cluster = await StandInCluster.StartAsync(
            4, 1, new RunOutline { RecipeHash = "h", Stages = [new StageOutline { Name = "one", Steps = 40, Slots = 4 }] }, world, new RunTimes { Short = TimeSpan.FromSeconds(1), Retry = TimeSpan.FromSeconds(1) });
        IRun[] runs = [cluster.Cluster.Client.GetGrain<IRun>("a"), cluster.Cluster.Client.GetGrain<IRun>("b")];
        var members = new List<string>[2];
        for (var run = 0; run < 2; run++)
        {
            await runs[run].Submit(new RunSubmission { Recipe = "{}", MinReplicas = 2, MaxReplicas = 2 });
            members[run] = [.. (await cluster.UntilAsync("it trains", runs[run], view => view.Step > 2)).Members.Select(member => member.Replica)];
        }

        // One device of each is left.
        foreach (var lost in members)
        {
            cluster.Kill(cluster.Cluster.Silos.Single(silo => lost[0].StartsWith(silo.Name + "/", StringComparison.Ordinal)));
        }

        foreach (var run in runs)
        {
            await StandInCluster.WakeAsync(run);
        }

        foreach (var run in runs)
        {
            Assert.Equal(RunPhase.Completed, (await cluster.UntilAsync("training", run, view => view.Phase is RunPhase.Completed or RunPhase.Failed)).Phase);
        }

        Assert.Empty(world.Violations);
    }

    private static async Task<List<DeviceView>> DevicesAsync(StandInCluster cluster)
    {
        var devices = new List<DeviceView>();
        foreach (var silo in cluster.Cluster.Silos)
        {
            devices.AddRange(await cluster.Cluster.Client.GetGrain<IDeviceBroker>(silo.Name).Status());
        }

        return devices;
    }
}
