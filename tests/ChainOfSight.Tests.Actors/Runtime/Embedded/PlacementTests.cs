using ChainOfSight.Tests.Actors.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: a grain goes where its strategy and filters allow, stays there, and idle ones end unless kept alive.</summary>
public sealed class PlacementTests : ProbeTest
{
    [Fact]
    public async Task Filter_by_metadata_chooses_the_silo_that_has_the_device()
    {
        var cluster = await Start(3, options =>
        {
            var services = options.ConfigureSilo!;
            options.ConfigureSilo = (all, name) =>
            {
                services(all, name);
                all.AddPlacementFilter<NeedsDevice, NeedsDeviceDirector>(ServiceLifetime.Transient);
            };
            options.Metadata = name => new Dictionary<string, string> { ["device"] = "device of " + name };
            options.GrainTypes = [typeof(DeviceGrain)];
        });
        foreach (var silo in cluster.Silos)
        {
            Assert.Equal(silo.Address, await cluster.Client.GetGrain<IDeviceGrain>("device of " + silo.Name).Where().OrDeadlock());
        }

        var nowhere = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => cluster.Client.GetGrain<IDeviceGrain>("none").Where().OrDeadlock());
        Assert.Contains("No silo may take device/none", nowhere.Message);
    }

    [Fact]
    public async Task Cordoned_silo_keeps_its_grains_and_takes_no_new_ones()
    {
        var cluster = await Start(2);
        var before = await Where(cluster, "old", 20);
        var cordoned = cluster.Silos[0];
        cluster.Membership.Update(cordoned.Address, member => member with { TakesActivations = false });
        Assert.Equal(before, await Where(cluster, "old", 20));
        Assert.All(await Where(cluster, "new", 20), where => Assert.Equal(cluster.Silos[1].Address.ToString(), where));
        Assert.Contains(cordoned.Address.ToString(), before);
    }

    [Fact]
    public async Task Stateless_worker_has_up_to_its_limit_of_activations_in_the_callers_silo()
    {
        var cluster = await Start(2, options => options.GrainTypes = [typeof(WorkerGrain)]);
        var worker = cluster.Silos[1].GrainFactory.GetGrain<IWorkerGrain>("w");
        var calls = new[] { worker.Hold("a"), worker.Hold("b"), worker.Hold("c") };
        await Gates.Entered("a");
        await Gates.Entered("b");
        Gates.Open("a");
        Gates.Open("b");
        Gates.Open("c");
        var identities = await Task.WhenAll(calls).OrDeadlock();
        Assert.Equal(2, identities.Distinct().Count());
        Assert.All(identities, identity => Assert.EndsWith($"at {cluster.Silos[1].Address}", identity));
    }

    [Fact]
    public async Task Idle_grains_end_and_kept_ones_stay()
    {
        var cluster = await Start(1, options =>
        {
            var services = options.ConfigureSilo!;
            options.ConfigureSilo = (all, name) =>
            {
                services(all, name);
                all.AddPlacementFilter<NeedsDevice, NeedsDeviceDirector>(ServiceLifetime.Transient);
            };
            options.Metadata = _ => new Dictionary<string, string> { ["device"] = "kept" };
            options.GrainTypes = [typeof(ProbeGrain), typeof(DeviceGrain)];
            options.Runtime.CollectionAge = TimeSpan.FromMilliseconds(1);
            options.Runtime.CollectionQuantum = TimeSpan.FromMilliseconds(1);
        });
        await cluster.Silos[0].GrainFactory.GetGrain<IDeviceGrain>("kept").Where().OrDeadlock();
        await cluster.Silos[0].GrainFactory.Plain("idle").Add(1).OrDeadlock();
        await Deadlock.Until(() => cluster.Silos[0].Activations == 1, "the idle grain has ended");
        Assert.Contains("device/kept", cluster.Silos[0].DumpStatus());
    }

    private static async Task<string[]> Where(ChainOfSight.Actors.Testing.TestCluster cluster, string prefix, int grains) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, grains).Select(i => cluster.Silos[1].GrainFactory.Plain($"{prefix} {i}").Identity())).OrDeadlock())
            .Select(identity => identity.Split(" at ")[1])];
}
