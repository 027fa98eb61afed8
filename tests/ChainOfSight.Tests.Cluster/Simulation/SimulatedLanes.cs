using ChainOfSight.Actors.Simulation;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.StandIn;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Cluster.Simulation;

/// <summary>The stand-in lanes of all silos; watches that a device has one at a time and that no two ever have the same incarnation.</summary>
internal sealed class SimulatedLanes(StandInWorld world, GrainBug bug)
{
    private readonly List<(StandInLane Lane, SimulatedSilo Silo)> all = [];
    private readonly Dictionary<string, string> first = [];
    private readonly HashSet<string> incarnations = [];

    /// <summary>Lanes that have not ended, with the silos that have them.</summary>
    public IEnumerable<(StandInLane Lane, SimulatedSilo Silo)> Open => all.Where(one => !one.Lane.IsGone);

    /// <summary>A silo's way to its lanes.</summary>
    public IReplicaLaneFactory Of(SimulatedSilo silo, IBlobStore store) => new Factory(this, silo, store);

    /// <summary>A silo's process ends, and its lanes with it.</summary>
    public void End(SimulatedSilo silo)
    {
        foreach (var (lane, _) in Open.Where(one => one.Silo == silo))
        {
            lane.Kill();
        }
    }

    private StandInLane Start(SimulatedSilo silo, IBlobStore store, LaneStart start)
    {
        var device = $"{silo.Me.Name}/{start.Device}";
        if (bug == GrainBug.ReuseIncarnation)
        {
            start = start with { Incarnation = first.TryGetValue(device, out var stale) ? stale : first[device] = start.Incarnation };
        }
        else if (!incarnations.Add(start.Incarnation))
        {
            world.Violate($"the incarnation {start.Incarnation} is given out twice");
        }

        if (Open.Any(one => one.Lane.Info.Device == device && one.Silo.Machine.State != MachineState.Dead))
        {
            world.Violate($"two replicas are on {device}");
        }

        var lane = new StandInLane(world, start with { Device = device }, silo.Machine.Time)
        {
            IgnoresFence = bug == GrainBug.SkipFence,
            DropsChecksum = bug == GrainBug.DropChecksum,
            AppliesOnPoll = bug == GrainBug.ApplyOnPoll,
            OutlivesItsEnd = bug == GrainBug.KeepDevice,
            Saving = (name, stage) => StandInCheckpoint.WriteAsync(store, name, stage),
        };
        all.Add((lane, silo));
        return lane;
    }

    private sealed class Factory(SimulatedLanes lanes, SimulatedSilo silo, IBlobStore store) : IReplicaLaneFactory
    {
        public async Task<IReplicaLane> StartAsync(LaneStart start, CancellationToken cancellationToken)
        {
            // As a native library takes its time to load.
            await Task.Delay(TimeSpan.FromMilliseconds(20 + silo.Machine.Random.Below(200)), silo.Machine.Time, cancellationToken);
            return lanes.Start(silo, store, start);
        }
    }
}
