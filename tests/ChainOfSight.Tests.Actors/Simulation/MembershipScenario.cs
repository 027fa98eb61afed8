using ChainOfSight.Actors.Simulation;

namespace ChainOfSight.Tests.Actors.Simulation;

/// <summary>A few silos, trouble by seed, then quiet; what the membership protocol promises is watched all the time.</summary>
internal sealed class MembershipScenario
{
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    // A silo that is dead in the table has read so after: one look at the table that times out, the pause, and another.
    private static readonly TimeSpan Zombie = TimeSpan.FromSeconds(11);
    private readonly SimulationRandom random;
    private readonly Dictionary<SiloAddress, TimeSpan> deadSince = [];
    private readonly Dictionary<SimulatedSilo, TimeSpan> lastPaused = [];
    private int lastVersion;
    private int names = 3;

    public MembershipScenario(ulong seed, Func<ulong, SimulatedCluster>? create = null)
    {
        Cluster = create?.Invoke(seed) ?? new SimulatedCluster(seed);
        random = Cluster.Simulation.Random.Fork("scenario");
    }

    public SimulatedCluster Cluster { get; }

    public void Run()
    {
        for (var i = 1; i <= names; i++)
        {
            Cluster.Start($"silo-{i}");
        }

        Cluster.Simulation.RunUntil(() => Cluster.Silos.All(silo => silo.Serves), TimeSpan.FromSeconds(30), "all silos to serve");
        Watch();
        Cluster.Network.Faults = new NetworkFaults { DelayProbability = 0.03, DropProbability = 0.02, RepeatProbability = 0.02 };
        Cluster.Store.Faults = new StoreFaults { ConflictProbability = 0.05, TimeoutProbability = 0.02, ReplyLostProbability = 0.02, LateProbability = 0.02 };
        var end = Cluster.Simulation.Now + Trouble;
        while (Cluster.Simulation.Now < end)
        {
            MakeTrouble();
            Cluster.Simulation.RunFor(random.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(8)));
        }

        Cluster.Network.Faults = NetworkFaults.None;
        Cluster.Store.Faults = StoreFaults.None;
        Cluster.Store.SetAway(false);
        Cluster.Simulation.RunFor(Quiet);
        Settled();
    }

    private void MakeTrouble()
    {
        var living = Cluster.Living.ToList();
        if (living.Count == 0)
        {
            Cluster.Faults.Note(FaultKind.Join);
            Cluster.Start($"silo-{1 + random.Below(names)}");
            return;
        }

        var victim = random.Choose(living);
        switch (random.Below(8))
        {
            case 0:
                Cluster.Kill(victim);
                break;
            case 1:
                Cluster.Pause(victim, random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(16)));
                break;
            case 2:
                Cluster.Cut(victim, random.Choose(living), random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(16)));
                break;
            case 3:
                Cluster.TakeStoreAway(random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(14)));
                break;
            case 4:
                Cluster.JumpClock(victim, random.Between(TimeSpan.FromHours(-2), TimeSpan.FromHours(2)));
                break;
            case 5:
                Cluster.Drain(victim);
                break;
            case 6:
                Cluster.Faults.Note(FaultKind.Join);
                Cluster.Start($"silo-{++names}");
                break;
            default:
                Restart();
                break;
        }
    }

    private void Restart()
    {
        var gone = Cluster.Silos.GroupBy(silo => silo.Me.Name).Where(starts => starts.All(silo => silo.Machine.State == MachineState.Dead)).Select(starts => starts.Key).ToList();
        if (gone.Count > 0)
        {
            Cluster.Faults.Note(FaultKind.Join);
            Cluster.Start(random.Choose(gone));
        }
    }

    private void Watch()
    {
        foreach (var paused in Cluster.Silos.Where(it => it.Machine.State == MachineState.Paused))
        {
            lastPaused[paused] = Cluster.Simulation.Now;
        }

        try
        {
            DeadIsFinal();
            NobodyActsWithoutALease();
            NobodyActsLongAfterDeath();
        }
        catch (Exception e)
        {
            Cluster.Simulation.Fail(e);
        }

        Cluster.Simulation.After(Look, Watch);
    }

    private void DeadIsFinal()
    {
        var table = Cluster.Table.Snapshot();
        Assert.True(table.Version.Version >= lastVersion, "The table's version went back.");
        lastVersion = table.Version.Version;
        foreach (var (entry, _) in table.Members)
        {
            if (entry.Status == SiloStatus.Dead)
            {
                deadSince.TryAdd(entry.SiloAddress, Cluster.Simulation.Now);
            }
            else
            {
                Assert.False(deadSince.ContainsKey(entry.SiloAddress), $"{entry.SiloAddress} came back from the dead.");
            }
        }

        var living = table.Members.Where(row => row.Item1.Status != SiloStatus.Dead).ToList();
        Assert.True(living.Select(row => row.Item1.SiloName).Distinct().Count() == living.Count, "Two living silos have one name.");
    }

    private void NobodyActsWithoutALease()
    {
        foreach (var silo in Cluster.Living.Where(silo => silo.Serves && !JustResumed(silo, TimeSpan.Zero)))
        {
            if (silo.Agent.LeaseRemaining == TimeSpan.Zero)
            {
                // The end of the lease and this look may fall on one tick, in either order.
                Cluster.Simulation.After(TimeSpan.FromTicks(1), () => Check(!silo.Serves || silo.Machine.State != MachineState.Running, $"{silo.Me.Address} acts without a lease."));
            }
        }
    }

    private void NobodyActsLongAfterDeath()
    {
        foreach (var silo in Cluster.Living.Where(silo => silo.Serves && !JustResumed(silo, Zombie) && deadSince.ContainsKey(silo.Me.Address)))
        {
            Assert.True(Cluster.Simulation.Now - deadSince[silo.Me.Address] < Zombie, $"{silo.Me.Address} is dead and acts still.");
        }
    }

    private bool JustResumed(SimulatedSilo silo, TimeSpan within) =>
        lastPaused.TryGetValue(silo, out var at) && Cluster.Simulation.Now - at <= within + Look;

    private void Settled()
    {
        var table = Cluster.Table.Snapshot();
        var active = table.Members.Where(row => row.Item1.Status != SiloStatus.Dead).Select(row => row.Item1.SiloAddress).Order().ToList();
        var living = Cluster.Living.Select(silo => silo.Me.Address).Order().ToList();
        if (living.Count > 0 && !active.SequenceEqual(living))
        {
            throw new SimulationException(
                Cluster.Simulation.Seed, Cluster.Simulation.Now, $"After the quiet the table has [{string.Join(", ", active)}], living are [{string.Join(", ", living)}].");
        }

        foreach (var silo in Cluster.Living)
        {
            Check(silo.Serves, $"{silo.Me.Address} lives and does not serve.");
            Check(silo.Agent.Current.Version == table.Version.Version, $"{silo.Me.Address} has the view {silo.Agent.Current.Version}, the table is at {table.Version.Version}.");
        }
    }

    private void Check(bool holds, string broken)
    {
        if (!holds)
        {
            throw new SimulationException(Cluster.Simulation.Seed, Cluster.Simulation.Now, broken);
        }
    }
}
