using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: what is handed over inside a silo is a copy, and ended activations leave nothing behind.</summary>
public sealed class HandleTests : ProbeTest
{
    [Fact]
    public async Task Arguments_and_results_are_copies()
    {
        var cluster = await Start(1, options => options.Runtime.SerializeEverything = false);
        int[] numbers = [1, 2, 3];
        var reversed = await cluster.Silos[0].GrainFactory.Plain("c").Reverse(numbers).OrDeadlock();
        Assert.Equal([3, 2, 1], reversed);
        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact]
    public async Task Live_handles_stay_flat_over_a_thousand_activations()
    {
        var cluster = await Start();
        for (var i = 0; i < 1000; i++)
        {
            var grain = cluster.Silos[0].GrainFactory.Plain($"many {i}");
            await grain.StartTimer(TimeSpan.FromHours(1), TimeSpan.FromHours(1), false).OrDeadlock();
            await grain.EndWhenIdle().OrDeadlock();
        }

        await Deadlock.Until(() => cluster.Silos[0].Activations == 0, "all activations have ended");
        Assert.Equal(0, cluster.Silos[0].PendingCalls);
        Assert.Equal(0, cluster.Silos[0].Silo.Locator.Partition.Count);
    }
}
