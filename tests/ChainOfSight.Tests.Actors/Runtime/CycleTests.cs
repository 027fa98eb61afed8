using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: a chain of calls that does not wait for itself runs; where re-entry is allowed it comes back.</summary>
public sealed class CycleTests : ProbeTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Chain_that_allows_reentry_comes_back(int silos)
    {
        var cluster = await Start(silos);
        Assert.Equal("a b a", await cluster.Silos[0].GrainFactory.Plain("a").CallThroughReentrant(["b", "a"]).OrDeadlock());
    }

    [Fact]
    public async Task Long_chain_without_a_cycle_runs()
    {
        var cluster = await Start(2);
        string[] grains = [.. Enumerable.Range(0, 40).Select(i => $"n{i}")];
        Assert.Equal(string.Join(' ', grains), await cluster.Silos[0].GrainFactory.Plain(grains[0]).CallThrough(grains[1..]).OrDeadlock());
    }
}
