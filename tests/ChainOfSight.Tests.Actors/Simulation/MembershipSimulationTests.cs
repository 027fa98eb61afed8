using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Simulation;
using Xunit.Abstractions;

namespace ChainOfSight.Tests.Actors.Simulation;

/// <summary>
/// The shipped membership protocol under trouble of every kind: dead is final, nobody acts without a lease or long after its death, and in quiet all agree.
/// </summary>
public sealed class MembershipSimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void Seeds_of_trouble_break_no_promise_and_every_kind_of_fault_occurs()
    {
        var faults = new FaultLog();
        for (var seed = 0UL; seed < 10_000; seed++)
        {
            var scenario = new MembershipScenario(seed);
            scenario.Run();
            faults.Add(scenario.Cluster.Faults);
        }

        output.WriteLine($"{faults}");
        Assert.All(Enum.GetValues<FaultKind>().Where(kind => kind is not (FaultKind.MessageRepeated or FaultKind.MessageOvertaken)), kind => Assert.True(faults[kind] > 0, $"{kind} never occurred."));
    }

    [Fact]
    public void Seed_replays_exactly_and_another_one_differs()
    {
        var hashes = new[] { 7UL, 7UL, 8UL }.Select(seed =>
        {
            var scenario = new MembershipScenario(seed);
            scenario.Run();
            return scenario.Cluster.Simulation.EventHash;
        }).ToList();
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    [Fact]
    public void Late_messages_and_a_slow_store_kill_nobody()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var cluster = Serving(seed, 7);
            cluster.Network.Faults = new NetworkFaults { DelayProbability = 0.3, DropProbability = 0.05 };
            cluster.Store.Faults = new StoreFaults { LongestDelay = TimeSpan.FromSeconds(2.5) };
            cluster.Simulation.RunFor(TimeSpan.FromSeconds(60));
            Assert.All(cluster.Silos, silo => Assert.True(silo.Serves, $"Seed {seed}: {silo.Me.Name} fell: {silo.FencedBecause}"));
        }
    }

    [Fact]
    public void Killed_silo_is_dead_for_all_others_within_three_seconds()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var cluster = Serving(seed, 3);
            var victim = cluster.Silos[(int)(seed % 3)];
            cluster.Kill(victim);
            cluster.Simulation.RunUntil(
                () => cluster.Living.All(silo => silo.Agent.Current.Find(victim.Me.Address) is null), TimeSpan.FromSeconds(3), "the death of a killed silo");
        }
    }

    [Fact]
    public void Frozen_silo_is_dead_after_ten_seconds_not_before_and_stops_itself_when_it_wakes()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var cluster = Serving(seed, 3);
            var victim = cluster.Silos[(int)(seed % 3)];
            cluster.Pause(victim, TimeSpan.FromSeconds(40));
            cluster.Simulation.RunFor(TimeSpan.FromSeconds(9));
            Assert.All(cluster.Living, silo => Assert.NotNull(silo.Agent.Current.Find(victim.Me.Address)));
            cluster.Simulation.RunUntil(
                () => cluster.Living.All(silo => silo.Agent.Current.Find(victim.Me.Address) is null), TimeSpan.FromSeconds(8), "the death of a frozen silo");
            cluster.Simulation.RunUntil(() => victim.FencedBecause is not null, TimeSpan.FromSeconds(32), "the frozen silo to stop itself");
            Assert.Equal(2, cluster.Living.Count(silo => silo.Serves));
        }
    }

    [Fact]
    public void Of_two_silos_that_cannot_hear_each_other_exactly_one_lives_on()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            var cluster = Serving(seed, 2);
            cluster.Cut(cluster.Silos[0], cluster.Silos[1], TimeSpan.FromSeconds(60));
            cluster.Simulation.RunFor(TimeSpan.FromSeconds(40));
            Assert.Single(cluster.Silos, silo => silo.Serves);
        }
    }

    [Fact]
    public void Silo_frozen_for_less_than_its_lease_lives_on()
    {
        var cluster = Serving(1, 3);
        cluster.Pause(cluster.Silos[0], TimeSpan.FromSeconds(8));
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(30));
        Assert.All(cluster.Silos, silo => Assert.True(silo.Serves));
    }

    [Fact]
    public void Store_that_is_away_longer_than_the_lease_stops_all_and_they_can_start_again()
    {
        var cluster = Serving(2, 3);
        cluster.TakeStoreAway(TimeSpan.FromSeconds(15));
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(12));
        Assert.All(cluster.Silos, silo => Assert.Contains("lease", silo.FencedBecause, StringComparison.Ordinal));
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        var again = Enumerable.Range(1, 3).Select(i => cluster.Start($"silo-{i}")).ToList();
        cluster.Simulation.RunUntil(() => again.All(silo => silo.Serves && silo.Agent.Current.Members.Length == 3), TimeSpan.FromSeconds(10), "the cluster to serve again");
    }

    [Fact]
    public void Store_that_is_away_for_less_than_the_lease_stops_nobody()
    {
        var cluster = Serving(3, 3);
        cluster.TakeStoreAway(TimeSpan.FromSeconds(5));
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(30));
        Assert.All(cluster.Silos, silo => Assert.True(silo.Serves));
    }

    [Fact]
    public void Silo_with_the_name_of_a_living_one_is_refused_and_harms_nobody()
    {
        var cluster = Serving(4, 2);
        var machine = cluster.Simulation.AddMachine("twin");
        var transport = cluster.Network.Attach(machine);
        var me = new LocalMember(SiloAddress.New(new(System.Net.IPAddress.Loopback, 99), 1), "silo-1", "simulated", MemberLabels.None);
        var agent = new MembershipAgent(
            me, new SimulatedMembershipTable(cluster.Table, cluster.Store, machine), transport, cluster.Options, machine.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, _ => { });
        var joining = machine.Scheduler.Run(() => agent.JoinAsync(CancellationToken.None));
        cluster.Simulation.RunUntil(() => joining.IsCompleted, TimeSpan.FromSeconds(10), "the twin to be refused");
        Assert.Contains("already named 'silo-1'", Assert.IsType<OrleansConfigurationException>(joining.Exception!.InnerException).Message, StringComparison.Ordinal);
        Assert.Equal(2, cluster.Table.Snapshot().Members.Count);
    }

    [Fact]
    public void Silo_that_restarts_after_a_kill_gets_its_name_back_at_once()
    {
        var cluster = Serving(5, 2);
        cluster.Kill(cluster.Silos[0]);
        var again = cluster.Start("silo-1");
        cluster.Simulation.RunUntil(() => again.Serves, TimeSpan.FromSeconds(2), "the restarted silo to serve");
        Assert.Equal(SiloStatus.Dead, cluster.Table.Snapshot().TryGet(cluster.Silos[0].Me.Address)!.Item1.Status);
    }

    [Fact]
    public void Drained_silo_leaves_without_anyone_suspecting_it()
    {
        var cluster = Serving(6, 3);
        cluster.Drain(cluster.Silos[2]);
        cluster.Simulation.RunUntil(() => cluster.Living.Count() == 2 && cluster.Living.All(silo => silo.Agent.Current.Members.Length == 2), TimeSpan.FromSeconds(2), "the drain");
        Assert.Null(cluster.Table.Snapshot().TryGet(cluster.Silos[2].Me.Address)!.Item1.SuspectTimes);
    }

    [Fact]
    public void Cordon_is_seen_by_all_and_lifted_again()
    {
        var cluster = Serving(7, 3);
        foreach (var cordoned in new[] { true, false })
        {
            cluster.Silos[0].Machine.Start(() => cluster.Silos[0].Agent.CordonAsync("silo-3", cordoned, CancellationToken.None));
            cluster.Simulation.RunUntil(
                () => cluster.Silos.All(silo => silo.Agent.Current.Find(cluster.Silos[2].Me.Address)!.TakesActivations == !cordoned), TimeSpan.FromSeconds(2), "the cordon");
        }
    }

    private static SimulatedCluster Serving(ulong seed, int silos)
    {
        var cluster = new SimulatedCluster(seed);
        for (var i = 1; i <= silos; i++)
        {
            cluster.Start($"silo-{i}");
        }

        cluster.Simulation.RunUntil(
            () => cluster.Silos.All(silo => silo.Serves && silo.Agent.Current.Members.Count(member => member.IsActive) == silos), TimeSpan.FromSeconds(30), "all silos to serve");
        return cluster;
    }
}
