using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Replicas;
using ChainOfSight.Tests.Cluster.StandIn;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Cluster.Protocol;

/// <summary>A silo of the protocol simulation: a process with devices, leases, and a replica per device.</summary>
public sealed class SimulatedSilo
{
    private readonly ProtocolSimulation simulation;
    private readonly LeaseTable leases;
    private readonly Dictionary<string, (LaneService Service, StandInLane Lane, DeviceLease Lease)> services = [];

    public SimulatedSilo(ProtocolSimulation simulation, string name, int start, int devices)
    {
        (this.simulation, Name, Start) = (simulation, name, $"{name}#{start}");
        Process = new VirtualProcess(simulation.Loop, Start);
        Devices = [.. Enumerable.Range(0, devices).Select(device => $"{name}/cpu:{device}")];
        leases = new LeaseTable(Devices);
        Process.Run(() => _ = RepeatAsync());
    }

    public string Name { get; }

    public string Start { get; }

    public VirtualProcess Process { get; }

    public IReadOnlyList<string> Devices { get; }

    public bool IsDeclaredDead { get; set; }

    public bool IsLeaving { get; set; }

    /// <summary>The conductor of the run, where this silo hosts it.</summary>
    public SimulatedRun? Run { get; set; }

    public IEnumerable<StandInLane> Lanes => services.Values.Select(service => service.Lane);

    public void Kill()
    {
        Process.Kill();
        foreach (var lane in Lanes)
        {
            lane.Kill();
        }
    }

    public IReadOnlyList<DeviceLease> Reserve(IReadOnlyList<string> devices) => leases.Reserve("run", devices, Process.Time.GetUtcNow() - DateTimeOffset.UnixEpoch);

    public async Task<ReplicaReport> EnlistAsync(DeviceLease lease, long generation)
    {
        var device = lease.Device;
        if (!leases.Confirm(lease))
        {
            throw new DeviceTakenException(device, leases.HolderOf(device) ?? "nobody");
        }

        if (services.Remove(device, out var old))
        {
            await old.Service.DisposeAsync();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(50 + simulation.World.Random.Next(400)), Process.Time);
        if (!leases.IsCurrent(lease))
        {
            throw new DeviceTakenException(device, "another start of the lane");
        }

        var lane = simulation.NewLane(new LaneStart(device, simulation.NextIncarnation()), Process.Time);
        var service = new LaneService(lane, device, "run", generation, () => Send(device));
        services[device] = (service, lane, lease);
        return service.Report(IsLeaving);
    }

    public PollAnswer Poll(string device, PollOrder order) => services.TryGetValue(device, out var replica)
        ? replica.Service.Poll(order)
        : new PollAnswer { Replica = device, Incarnation = "", Generation = order.Generation };

    public void Order(string device, Action<LaneService> order)
    {
        if (services.TryGetValue(device, out var replica))
        {
            order(replica.Service);
        }
    }

    public async Task ReleaseAsync(ReleaseOrder order, string device)
    {
        if (services.TryGetValue(device, out var replica) && replica.Lane.Info.Incarnation == order.Incarnation)
        {
            services.Remove(device);
            leases.Return([replica.Lease]);
            await replica.Service.DisposeAsync();
        }
    }

    private void Send(string device)
    {
        if (services.TryGetValue(device, out var replica))
        {
            simulation.Report(this, replica.Service.Report(IsLeaving));
        }
    }

    private async Task RepeatAsync()
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), Process.Time);
            foreach (var (device, replica) in services.ToList())
            {
                if (replica.Service.IsStuck(Process.Time, TimeSpan.FromSeconds(4)))
                {
                    replica.Service.GiveUp("its device does not answer");
                    replica.Lane.Kill();
                }

                Send(device);
            }
        }
    }
}
