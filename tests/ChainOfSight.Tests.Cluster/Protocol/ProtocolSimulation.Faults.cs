namespace ChainOfSight.Tests.Cluster.Protocol;

/// <content>What happens to silos.</content>
public sealed partial class ProtocolSimulation
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(25);

    // Silos that are there from then on let a sound run end.
    private bool IsCalm => Loop.Now > Calm.Ticks;

    private void Boot(string name)
    {
        var silo = new SimulatedSilo(this, name, ++activations, 1 + World.Random.Next(2));
        silos[name] = silo;
        Log($"{silo.Start} starts");
    }

    private void Host()
    {
        var hosts = silos.Values.Where(silo => !silo.Process.IsDead && !silo.IsDeclaredDead).ToList();
        if (hosts.Count == 0)
        {
            Loop.After(TimeSpan.FromMilliseconds(300), Host);
            return;
        }

        var host = hosts[World.Random.Next(hosts.Count)];
        Log($"the run activates on {host.Start}");
        host.Run = new SimulatedRun(this, host, ++activations);
    }

    // As a report or a keeper's call would activate the run where nobody hosts it.
    private void KeepHosted()
    {
        if (!silos.Values.Any(silo => !silo.IsDeclaredDead && silo.Run is { HasYielded: false }))
        {
            Host();
        }

        Loop.After(TimeSpan.FromSeconds(1), KeepHosted);
    }

    private void Disturb()
    {
        if (faultRate == 0)
        {
            return;
        }

        Loop.After(TimeSpan.FromMilliseconds(100 + World.Random.Next(1500)), () =>
        {
            if (!IsCalm)
            {
                Strike();
            }

            Disturb();
        });
        foreach (var silo in silos.Values.Where(silo => IsCalm && silo.IsLeaving && !silo.Process.IsDead).ToList())
        {
            silo.IsLeaving = false;
        }
    }

    private void Strike()
    {
        var alive = silos.Values.Where(silo => !silo.Process.IsDead && !silo.Process.IsPaused && !silo.IsDeclaredDead).ToList();
        if (alive.Count == 0)
        {
            return;
        }

        var silo = alive[World.Random.Next(alive.Count)];
        switch (World.Random.Next(9))
        {
            case 0 or 1:
                Met("kill");
                KillSilo(silo);
                break;
            case 2:
                Met("pause");
                Freeze(silo);
                break;
            case 3 when alive.Count < 6:
                Met("join");
                Boot($"s{silos.Count}");
                break;
            case 4:
                Met("drain");
                Log($"{silo.Start} drains");
                silo.IsLeaving = true;
                Loop.After(TimeSpan.FromSeconds(3), () => silo.IsLeaving = false);
                break;
            case 5 when silo.Lanes.FirstOrDefault(lane => !lane.IsGone) is { } lane:
                Met("stuck lane");
                Log($"{lane.Info.Device} gets stuck");
                lane.IsStuck = true;
                break;
            case 6 when silo.Lanes.FirstOrDefault(lane => !lane.IsGone) is { } lane && !World.Lanes.Values.Any(other => other.FlipsNextSum && !other.IsGone):
                Met("wrong sum");
                Log($"{lane.Info.Device} will sum wrongly");
                lane.FlipsNextSum = true;
                break;
            case 7 when World.Random.Next(4) == 0:
                Met("all die");
                foreach (var each in alive)
                {
                    KillSilo(each);
                }

                break;
            case 8:
                Met("second activation of the run");
                Host();
                break;
        }
    }

    private void KillSilo(SimulatedSilo silo)
    {
        Log($"{silo.Start} is killed");
        silo.Kill();
        DeclareDead(silo, TimeSpan.FromMilliseconds(300 + World.Random.Next(2500)));
    }

    private void Freeze(SimulatedSilo silo)
    {
        var length = TimeSpan.FromMilliseconds(World.Random.Next(9000));
        Log($"{silo.Start} freezes for {length.TotalMilliseconds:0} ms");
        silo.Process.Pause();
        var isDeath = length > TimeSpan.FromSeconds(5);
        if (isDeath)
        {
            DeclareDead(silo, TimeSpan.FromSeconds(5));
        }

        Loop.After(length, () =>
        {
            Log($"{silo.Start} wakes up");
            silo.Process.Wake();
            if (isDeath)
            {
                // A zombie, until it reads that it is dead.
                Loop.After(TimeSpan.FromMilliseconds(World.Random.Next(2000)), silo.Kill);
            }
        });
    }

    private void DeclareDead(SimulatedSilo silo, TimeSpan after) => Loop.After(after, () =>
    {
        silo.IsDeclaredDead = true;
        Log($"{silo.Start} is declared dead");
        Loop.After(TimeSpan.FromMilliseconds(World.Random.Next(4000)), () => Boot(silo.Name));
    });
}
