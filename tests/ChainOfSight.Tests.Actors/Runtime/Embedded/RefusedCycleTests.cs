using ChainOfSight.Actors.Invocation;
using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: a call that would wait for itself fails at once and names the chain.</summary>
public sealed class RefusedCycleTests : ProbeTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Cycle_of_calls_is_refused_by_name(int silos)
    {
        var cluster = await Start(silos);
        var failure = await Assert.ThrowsAsync<CallCycleException>(
            () => cluster.Silos[0].GrainFactory.Plain("a").CallThrough(["b", "c", "a"]).OrDeadlock());
        Assert.Contains("probe/a IProbeGrain.CallThrough → probe/b IProbeGrain.CallThrough → probe/c IProbeGrain.CallThrough → probe/a", failure.Message);
    }
}
