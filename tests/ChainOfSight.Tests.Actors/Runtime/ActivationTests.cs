using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: a grain has one activation, made once however many call, replaced when it ends, and callers get exactly one outcome.</summary>
public sealed class ActivationTests : ProbeTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Hundred_callers_of_ten_cold_grains_meet_one_activation_each(int silos)
    {
        var cluster = await Start(silos);
        var identities = await Task.WhenAll(
            from grain in Enumerable.Range(0, 10)
            from caller in Enumerable.Range(0, 100)
            let factory = caller % 2 == 0 ? cluster.Silos[caller % silos].GrainFactory : cluster.Silos[0].GrainFactory
            select Task.Run(async () => (grain, await factory.Plain($"cold {grain}").Identity()))).OrDeadlock("all 1,000 calls are answered");
        foreach (var grain in identities.GroupBy(identity => identity.grain))
        {
            Assert.Single(grain.Select(identity => identity.Item2).Distinct());
            Assert.Equal(1, Gates.Counted($"activate cold {grain.Key}"));
        }
    }

    [Fact]
    public async Task Client_outside_reaches_grains_on_all_silos()
    {
        var cluster = await Start(3, options => options.GrainTypes = [typeof(ProbeGrain)]);
        var where = new HashSet<string>();
        for (var i = 0; i < 30; i++)
        {
            where.Add((await cluster.Client.GetGrain<IProbeGrain>($"g{i}").Identity().OrDeadlock()).Split(" at ")[1]);
        }

        Assert.Equal(3, where.Count);
    }

    [Fact]
    public async Task Failed_activation_fails_all_waiting_callers_and_the_next_call_tries_anew()
    {
        var cluster = await Start();
        Gates.Fails.Add("f");
        Gates.Prepare("activating f");
        var grain = cluster.Silos[0].GrainFactory.Plain("f");
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Add(1)).ToList();
        await Gates.Entered("activating f");
        Gates.Open("activating f");
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => call.OrDeadlock());
            Assert.Equal("f cannot be activated.", failure.Message);
        }

        Gates.Fails.Clear();
        Assert.Equal(1, await grain.Add(1).OrDeadlock());
    }

    [Fact]
    public async Task DeactivateOnIdle_ends_the_activation_and_the_next_call_makes_a_new_one()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("idle");
        var first = await grain.Identity().OrDeadlock();
        await grain.EndWhenIdle().OrDeadlock();
        var second = await grain.Identity().OrDeadlock();
        Assert.NotEqual(first, second);
        Assert.Equal((2, 1), (Gates.Counted("activate idle"), Gates.Counted("deactivate idle")));
    }

    [Fact]
    public async Task Requests_that_wait_while_an_activation_ends_run_in_the_next_one()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("d");
        Gates.Prepare("deactivating d");
        await grain.EndWhenIdle().OrDeadlock();
        await Gates.Entered("deactivating d");
        var waiting = Enumerable.Range(0, 20).Select(_ => grain.Add(1)).ToList();
        Gates.Open("deactivating d");
        var sums = await Task.WhenAll(waiting).OrDeadlock();
        Assert.Equal(Enumerable.Range(1, 20), sums);
        Assert.Equal(2, Gates.Counted("activate d"));
    }

    [Fact]
    public async Task Request_context_and_references_travel()
    {
        var cluster = await Start(2);
        RequestContext.Set("run", "r1");
        var other = await cluster.Silos[0].GrainFactory.Plain("a").Other("b").AsTask().OrDeadlock();
        Assert.Equal("r1", await other.ContextValue("run").OrDeadlock());
        RequestContext.Clear();
        Assert.Null(await other.ContextValue("run").OrDeadlock());
    }
}
