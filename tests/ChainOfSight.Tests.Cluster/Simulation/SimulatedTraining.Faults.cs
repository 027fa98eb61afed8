using ChainOfSight.Actors.Simulation;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Tests.Cluster.Simulation;

/// <content>Trouble by seed, then calm.</content>
internal sealed partial class SimulatedTraining
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    // So long after its last trouble a silo counts as one that nothing has happened to.
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(15);
    private readonly Dictionary<SimulatedSilo, TimeSpan> touched = [];
    private readonly HashSet<SimulatedSilo> emptied = [];
    private TimeSpan calmFrom;
    private int names = 10;
    private bool hasTrained;

    private bool IsCalm => Cluster.Simulation.Now >= calmFrom;

    private void MakeTrouble()
    {
        calmFrom = Cluster.Simulation.Now + Calm;
        Cluster.Network.Faults = new NetworkFaults
        {
            DelayProbability = 0.02, LongDelay = TimeSpan.FromMilliseconds(700), DropProbability = 0.005, RepeatProbability = 0.02, OvertakenProbability = 0.02, OvertakenDelay = TimeSpan.FromSeconds(1.5),
        };
        Cluster.Store.Faults = new StoreFaults
        {
            ConflictProbability = 0.02, TimeoutProbability = 0.01, ReplyLostProbability = 0.02, LateProbability = 0.01, Lateness = TimeSpan.FromSeconds(1.5),
        };
        Cluster.Simulation.After(random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(1)), Strike);
        Cluster.Simulation.After(Calm, () =>
        {
            Note("calm");
            (Cluster.Network.Faults, Cluster.Store.Faults) = (NetworkFaults.None, StoreFaults.None);
            GoOn();
        });
        KeepSome();
    }

    private void Strike()
    {
        if (isDone || IsCalm)
        {
            return;
        }

        var living = Cluster.Living.Where(silo => silo.Serves).ToList();
        if (World.Furthest != default && !hasTrained)
        {
            hasTrained = true;
            LeaveOrdersBehind(living);
        }

        if (living.Count > 0)
        {
            Strike(random.Choose(living), living);
        }

        Cluster.Simulation.After(random.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)), Strike);
    }

    private void Strike(SimulatedSilo victim, List<SimulatedSilo> living)
    {
        switch (random.Below(15))
        {
            case 0 or 1:
                Note($"{victim.Me.Name} is killed");
                Kill(victim);
                Restart(victim.Me.Name);
                break;
            case 2:
                Pause(victim, random.Between(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(3)));
                break;
            case 3:
                Pause(victim, random.Between(TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(7)));
                break;
            case 4 when living.Count < 5:
                Cluster.Faults.Note(FaultKind.Join);
                Boot($"s{++names}");
                break;
            case 5:
                Touch(victim);
                Note($"{victim.Me.Name} leaves");
                Cluster.Drain(victim);
                break;
            case 6:
                Touch(victim);
                emptied.Add(victim);
                Operate($"drain {victim.Me.Name}", "drain by an operator", () => client.GrainFactory.GetGrain<ICluster>(ICluster.Key).Drain(victim.Me.Name));
                break;
            case 7 when living.Count > 1:
                Cut(victim, living.First(silo => silo != victim));
                break;
            case 8 when World.Stages.Count > 0 && LaneOf(victim) is { } lane:
                met.Add("stuck lane");
                Note($"{lane.Info.Device} gets stuck");
                lane.IsStuck = true;
                break;
            case 9 when random.Below(2) == 0 && LaneOf(victim) is { } lane && !lanes.Open.Any(one => one.Lane.FlipsNextSum):
                // Two that go wrong alike have equal sums: no protocol can tell.
                met.Add("wrong sum");
                Note($"{lane.Info.Device} will sum wrongly");
                lane.FlipsNextSum = true;
                break;
            case 10 when random.Below(3) == 0:
                met.Add("all die");
                Note("all die");
                living.ForEach(Kill);
                living.ForEach(silo => Restart(silo.Me.Name));
                break;
            case 11 when random.Below(3) == 0:
                var length = random.Between(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(4.5));
                Note($"the store is away for {length.TotalSeconds:0.0} s");
                Cluster.Silos.ToList().ForEach(Touch);
                Cluster.TakeStoreAway(length);
                break;
            case 12 when random.Below(3) == 0:
                Operate("pause", "pause by an operator", () => client.GrainFactory.GetGrain<IRun>(RunName).Pause());
                Cluster.Simulation.After(random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(2)), () => Operate("resume", "resume by an operator", () => client.GrainFactory.GetGrain<IRun>(RunName).Resume()));
                break;
            case >= 13:
                LeaveOrdersBehind(living);
                break;
        }
    }

    // What the host of the run orders arrives late while its generations change fast: orders of the older ones meet members of the newer ones. In the end
    // another host may have to go on.
    private void LeaveOrdersBehind(List<SimulatedSilo> living)
    {
        if (living.Find(silo => silo.Runs(GrainId.Create("run", RunName))) is not { } host)
        {
            return;
        }

        met.Add("orders left behind");
        Note($"what {host.Me.Name} sends arrives late");
        Touch(host);
        var length = random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
        Cluster.Straggle(host, length);
        for (var shakes = 3 + random.Below(4); shakes > 0; shakes--)
        {
            Cluster.Simulation.After(random.Between(TimeSpan.Zero, length), () => Shake(host));
        }

        Cluster.Simulation.After(length, () =>
        {
            switch (random.Below(3))
            {
                case 0 when host.MayAct:
                    Note($"{host.Me.Name} is killed");
                    Kill(host);
                    Restart(host.Me.Name);
                    break;
                case 1 when host.MayAct:
                    Pause(host, random.Between(TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(7)));
                    break;
            }
        });
    }

    private void Shake(SimulatedSilo host)
    {
        var others = Cluster.Living.Where(silo => silo.Serves && silo != host).ToList();
        if (random.Below(4) > 0)
        {
            if (lanes.Open.Select(one => one.Lane).ToList() is { Count: > 0 } open)
            {
                met.Add("failed lane");
                var lane = random.Choose(open);
                Note($"{lane.Info.Device} fails");
                lane.NextFault = new InvalidOperationException("a kernel failed");
            }
        }
        else if (others.Count > 1 && random.Below(2) == 0)
        {
            var other = random.Choose(others);
            Note($"{other.Me.Name} is killed");
            Kill(other);
            Restart(other.Me.Name);
        }
        else if (others.Count < 4)
        {
            Cluster.Faults.Note(FaultKind.Join);
            Boot($"s{++names}");
        }
    }

    private StandIn.StandInLane? LaneOf(SimulatedSilo silo) => lanes.Open.Where(one => one.Silo == silo).Select(one => one.Lane).FirstOrDefault();

    private void Kill(SimulatedSilo silo)
    {
        Touch(silo);
        Cluster.Kill(silo);
        lanes.End(silo);
    }

    private void Restart(string name) => Cluster.Simulation.After(random.Between(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(4)), () =>
    {
        if (Cluster.Silos.Where(silo => silo.Me.Name == name).All(silo => silo.Machine.State == MachineState.Dead))
        {
            Boot(name);
        }
    });

    private void Pause(SimulatedSilo silo, TimeSpan length)
    {
        Touch(silo);
        Note($"{silo.Me.Name} freezes for {length.TotalSeconds:0.0} s");
        Cluster.Pause(silo, length);
        Cluster.Simulation.After(length, () =>
        {
            Touch(silo);
            Note($"{silo.Me.Name} wakes up");
        });
    }

    private void Cut(SimulatedSilo a, SimulatedSilo b)
    {
        var length = random.Between(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(6));
        Note($"{a.Me.Name} and {b.Me.Name} cannot hear each other for {length.TotalSeconds:0.0} s");
        foreach (var silo in new[] { a, b })
        {
            Touch(silo);
            Cluster.Simulation.After(length, () => Touch(silo));
        }

        Cluster.Cut(a, b, length);
    }

    private void Touch(SimulatedSilo silo) => touched[silo] = Cluster.Simulation.Now;

    private bool IsUntouched(SimulatedSilo silo) =>
        silo.Machine.State == MachineState.Running && silo.MayAct && silo.Serves && (!touched.TryGetValue(silo, out var at) || Cluster.Simulation.Now - at > Healing);

    private void Operate(string what, string kind, Func<Task> call)
    {
        met.Add(kind);
        Note($"operator: {what}");
        client.Machine.Start(async () =>
        {
            try
            {
                await call();
            }
            catch (Exception e)
            {
                Note($"{what}: {e.Message}");
            }
        });
    }

    // A cluster without silos that take replicas does nothing: two are there from the end of the trouble on, and some before.
    private void KeepSome()
    {
        var there = Cluster.Silos.Count(silo => silo.MayAct && !emptied.Contains(silo));
        if (there < (IsCalm ? 2 : 1))
        {
            Boot($"s{++names}");
        }

        Cluster.Simulation.After(TimeSpan.FromSeconds(1), KeepSome);
    }

    // What an operator brought to rest an operator lets go on.
    private void GoOn()
    {
        if (record.Phase is RunPhase.Paused or RunPhase.Interrupted)
        {
            Operate("resume", "resume by an operator", () => client.GrainFactory.GetGrain<IRun>(RunName).Resume());
        }

        Cluster.Simulation.After(TimeSpan.FromSeconds(2), GoOn);
    }
}
