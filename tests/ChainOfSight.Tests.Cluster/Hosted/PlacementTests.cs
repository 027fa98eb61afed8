using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Preprocessing;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Cluster.StandIn;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>Grains that are bound to a place, on a cluster of three silos.</summary>
public sealed class PlacementTests
{
    private static readonly string[] Silos = ["silo-1", "silo-2", "silo-3"];

    /// <summary>Promise: 60 calls from a client and from each silo all reach the silo in the key, whichever of them come first.</summary>
    [Fact]
    public async Task Bound_grains_are_on_the_silo_in_their_key_whoever_calls()
    {
        await using var cluster = await Start(3);
        IEnumerable<IGrainFactory> callers = [cluster.Cluster.Client, .. cluster.Cluster.Silos.Select(silo => silo.GrainFactory)];

        foreach (var caller in callers)
        {
            // A broker answers with the devices of the silo it is on.
            await Task.WhenAll(Enumerable.Range(0, 60).Select(async call =>
            {
                var silo = Silos[call % 3];
                var devices = await caller.GetGrain<IDeviceBroker>(silo).Status();
                Assert.Equal([$"{silo}/cpu:0", $"{silo}/cpu:1"], devices.Select(device => device.Device));
                await caller.GetGrain<IReplica>($"{silo}/cpu:{call % 2}").Status();
                await caller.GetGrain<IPreprocessor>(silo).Status();
            }));
        }

        foreach (var silo in cluster.Cluster.Silos)
        {
            Assert.Equal([silo.Name, silo.Name, silo.Name, silo.Name], Silos.SelectMany(name => Bound(silo.GrainFactory, name).Where(grain => silo.Has(grain.GetGrainId())).Select(_ => name)));
        }
    }

    /// <summary>Promise: a key whose silo is not there, or is gone, or lacks the device is a clear error and never placed elsewhere.</summary>
    [Fact]
    public async Task A_place_that_is_not_there_is_a_clear_error()
    {
        await using var cluster = await Start(2);
        var client = cluster.Cluster.Client;

        var unknown = await Assert.ThrowsAsync<SiloUnavailableException>(() => client.GetGrain<IDeviceBroker>("silo-9").Status());
        var lacking = await Assert.ThrowsAsync<RefusedException>(() => client.GetGrain<IReplica>("silo-1/cuda:3").Status());
        await client.GetGrain<IReplica>("silo-2/cpu:0").Status();
        cluster.Kill(cluster.Cluster.Silos.Single(silo => silo.Name == "silo-2"));
        var gone = await Assert.ThrowsAsync<SiloUnavailableException>(() => client.GetGrain<IReplica>("silo-2/cpu:0").Status());

        Assert.Contains("\"silo-9\"", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("silo-1, silo-2", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("cpu:0, cpu:1", lacking.Message, StringComparison.Ordinal);
        Assert.NotNull(gone);
        Assert.DoesNotContain(Bound(cluster.Cluster.Silos.Single().GrainFactory, "silo-2"), grain => cluster.Cluster.Silos.Single().Has(grain.GetGrainId()));
    }

    /// <summary>Promise: a cordoned silo takes no new replica of a run, and takes one once the cordon is gone.</summary>
    [Fact]
    public async Task A_cordoned_silo_takes_no_new_replica()
    {
        await using var cluster = await Start(2);
        var orders = cluster.Cluster.Client.GetGrain<ICluster>(ICluster.Key);
        await orders.Cordon("silo-2", true);
        await cluster.Run.Submit(new RunSubmission { Recipe = "{}" });

        var cordoned = await cluster.UntilAsync("both devices of the open silo train", run => run.Step > 3 && run.Members.Count(member => member.IsMember) == 2);
        await orders.Cordon("silo-2", false);
        var open = await cluster.UntilAsync("the other silo joins", run => run.Members.Count(member => member.IsMember) == 4);

        Assert.All(cordoned.Members, member => Assert.StartsWith("silo-1/", member.Replica, StringComparison.Ordinal));
        Assert.Equal(2, open.Members.Count(member => member.Replica.StartsWith("silo-2/", StringComparison.Ordinal)));
        Assert.Empty(cluster.World.Violations);
    }

    private static IAddressable[] Bound(IGrainFactory grains, string silo) =>
        [grains.GetGrain<IDeviceBroker>(silo), grains.GetGrain<IPreprocessor>(silo), grains.GetGrain<IReplica>($"{silo}/cpu:0"), grains.GetGrain<IReplica>($"{silo}/cpu:1")];

    private static Task<StandInCluster> Start(int silos)
    {
        var world = new StandInWorld(new Random(1), [new StandInStage("one", 100_000, 8)]);
        return StandInCluster.StartAsync(silos, 2, new RunOutline { RecipeHash = "h", Stages = [new StageOutline { Name = "one", Steps = 100_000, Slots = 8 }] }, world);
    }
}
