using ChainOfSight.Actors.Testing;
using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: whatever happens to a silo, every caller gets exactly one outcome, and the grain goes on elsewhere.</summary>
public sealed class OutcomeTests : ProbeTest
{
    [Fact]
    public async Task Stop_during_a_call_lets_it_end_and_moves_waiting_calls()
    {
        var cluster = await Start(2);
        var (grain, host, other) = await cluster.PlacedAsync("s");
        var running = grain.Hold("held");
        await Gates.Entered("held");
        var waiting = Enumerable.Range(0, 10).Select(_ => grain.Identity()).ToList();
        var stop = Stop(cluster, host);
        await Ends(host);
        Gates.Open("held");
        await stop.OrDeadlock("the silo has stopped");
        await running.OrDeadlock();
        foreach (var identity in await Task.WhenAll(waiting).OrDeadlock())
        {
            Assert.EndsWith($"at {other.Address}", identity);
        }
    }

    [Fact]
    public async Task Stop_during_an_activation_moves_its_calls()
    {
        var cluster = await Start(2);
        var (key, host, other) = await Placement(cluster);
        Gates.Prepare($"activating {key}");
        var calls = Enumerable.Range(0, 5).Select(_ => other.GrainFactory.Plain(key).Identity()).ToList();
        await Gates.Entered($"activating {key}");
        var stop = Stop(cluster, host);
        Gates.Open($"activating {key}");
        await stop.OrDeadlock("the silo has stopped");
        var identities = await Task.WhenAll(calls).OrDeadlock();
        Assert.Single(identities.Distinct());
    }

    [Fact]
    public async Task Stop_during_a_deactivation_moves_its_calls()
    {
        var cluster = await Start(2);
        var (grain, host, _) = await cluster.PlacedAsync("d");
        Gates.Prepare("deactivating d");
        await grain.EndWhenIdle().OrDeadlock();
        await Gates.Entered("deactivating d");
        var waiting = Enumerable.Range(0, 5).Select(_ => grain.Identity()).ToList();
        var stop = Stop(cluster, host);
        Gates.Open("deactivating d");
        await stop.OrDeadlock("the silo has stopped");
        Assert.Single((await Task.WhenAll(waiting).OrDeadlock()).Distinct());
    }

    [Fact]
    public async Task Stop_of_the_last_silo_refuses_what_waits()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("last");
        var running = grain.Hold("held");
        await Gates.Entered("held");
        var waiting = grain.Add(1);
        var silo = cluster.Silos[0];
        var stop = Stop(cluster, silo);
        await Ends(silo);
        Gates.Open("held");
        await stop.OrDeadlock("the silo has stopped");
        await running.OrDeadlock();
        await Assert.ThrowsAnyAsync<OrleansMessageRejectionException>(() => waiting.OrDeadlock());
    }

    [Fact]
    public async Task Kill_with_calls_in_flight_fails_each_once_from_inside_and_outside()
    {
        var cluster = await Start(2);
        var (grain, host, other) = await cluster.PlacedAsync("k");
        var key = grain.GetPrimaryKeyString();
        var fromInside = host.GrainFactory.Plain(key).Hold("held");
        await Gates.Entered("held");
        var fromOther = other.GrainFactory.Plain(key).Hold("held");
        var fromClient = cluster.Client.GetGrain<IProbeGrain>(grain.GetGrainId()).Hold("held");
        await Deadlock.Until(() => host.DumpStatus().Contains("2 requests wait"), "both calls from outside wait at the grain");
        cluster.Kill(host);
        foreach (var call in new[] { fromInside, fromOther, fromClient })
        {
            await Assert.ThrowsAsync<SiloUnavailableException>(() => call.OrDeadlock());
        }

        Gates.Open("held");
        Assert.EndsWith($"at {other.Address}", await cluster.Client.GetGrain<IProbeGrain>(grain.GetGrainId()).Identity().OrDeadlock());
        Assert.Equal(0, Gates.Counted($"deactivate {key}"));
    }

    [Fact]
    public async Task Answer_that_never_comes_times_out_and_says_that_the_outcome_is_unknown()
    {
        var cluster = await Start(2);
        var (grain, host, other) = await cluster.PlacedAsync("lost");
        cluster.Partition(host, other);
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => other.GrainFactory.Plain(grain.GetPrimaryKeyString()).HoldBriefly("g").OrDeadlock());
        Assert.Contains("Whether it ran is unknown", failure.Message);
        Assert.False(Gates.HasEntered("g"));
    }

    [Fact]
    public async Task Paused_silo_answers_when_it_goes_on()
    {
        var cluster = await Start(2);
        var (grain, host, other) = await cluster.PlacedAsync("paused");
        TestCluster.Pause(host);
        var call = other.GrainFactory.Plain(grain.GetPrimaryKeyString()).Add(5);
        Assert.False(call.IsCompleted);
        TestCluster.Resume(host);
        Assert.Equal(5, await call.OrDeadlock());
    }

    [Fact]
    public async Task Too_large_message_fails_alone_at_the_sender_with_size_and_limit()
    {
        var cluster = await Start(2, options => options.Runtime.MessageBytes = 10_000);
        var (grain, _, other) = await cluster.PlacedAsync("l");
        var remote = other.GrainFactory.Plain(grain.GetPrimaryKeyString());
        var good = Enumerable.Range(0, 20).Select(_ => remote.Echo(new byte[100])).ToList();
        var failure = await Assert.ThrowsAsync<LimitExceededException>(() => remote.Echo(new byte[20_000]).OrDeadlock());
        Assert.Matches("MessageBytes exceeded: 20[0-9]{3} where 10000 are allowed", failure.Message);
        await Task.WhenAll(good).OrDeadlock();
    }

    [Fact]
    public async Task Full_queue_refuses_the_request_alone()
    {
        var cluster = await Start(1, options => options.Runtime.RequestsPerActivation = 3);
        var grain = cluster.Silos[0].GrainFactory.Plain("q");
        await grain.Ticks().OrDeadlock();
        var running = grain.Hold("held");
        await Gates.Entered("held");
        var waiting = Enumerable.Range(0, 3).Select(_ => grain.Add(1)).ToList();
        var queues = cluster.Silos[0].Queues;
        Assert.Equal((1, 3, 1, 4), (queues.Activations, queues.WaitingRequests, queues.RunningRequests, queues.PendingCalls));
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Add(1).OrDeadlock());
        Gates.Open("held");
        var sums = await Task.WhenAll(waiting).OrDeadlock();
        Assert.Equal([1, 2, 3], sums);
        await running.OrDeadlock();
    }

    private static Task Stop(TestCluster cluster, TestSilo silo) => Task.Run(() => cluster.StopSiloAsync(silo));

    private static Task Ends(TestSilo silo) => Deadlock.Until(() => silo.DumpStatus().Contains("Deactivating"), "the silo ends its grains");

    /// <summary>A key whose grain will be placed on the first silo.</summary>
    private static async Task<(string Key, TestSilo Host, TestSilo Other)> Placement(TestCluster cluster)
    {
        for (var i = 0; ; i++)
        {
            var grain = cluster.Silos[0].GrainFactory.Plain($"key {i}");
            var identity = await grain.Identity().OrDeadlock();
            if (identity.EndsWith($"at {cluster.Silos[0].Address}", StringComparison.Ordinal))
            {
                await grain.EndWhenIdle().OrDeadlock();
                await Deadlock.Until(() => !cluster.Silos[0].Has(grain.GetGrainId()), "the grain is inactive again");
                return ($"key {i}", cluster.Silos[0], cluster.Silos[1]);
            }
        }
    }
}
