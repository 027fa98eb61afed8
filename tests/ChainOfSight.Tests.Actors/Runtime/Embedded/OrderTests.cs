using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: requests of one caller to one grain keep their order. Orleans promises none.</summary>
public sealed class OrderTests : ProbeTest
{
    [Fact]
    public async Task Plain_requests_run_in_the_order_of_arrival()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("o");
        var sums = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => grain.Add(1))).OrDeadlock();
        Assert.Equal(Enumerable.Range(1, 200), sums);
    }
}
