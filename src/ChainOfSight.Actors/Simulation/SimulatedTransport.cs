using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Transport;

namespace ChainOfSight.Actors.Simulation;

/// <summary>A machine's end of the simulated network, for the runtime's frames and the membership protocol's probes.</summary>
public sealed class SimulatedTransport : ITransport, IMembershipPeers
{
    private const int Capacity = 10_000;
    private readonly SimulatedNetwork network;
    private readonly Simulation simulation;
    private readonly Dictionary<SiloAddress, TimeSpan> lastArrival = [];
    private readonly Dictionary<SiloAddress, int> waiting = [];
    private readonly HashSet<SiloAddress> talked = [];
    private IFrameReceiver? receiver;
    private IPeerObserver? observer;

    internal SimulatedTransport(SimulatedNetwork network, Simulation simulation, SimulatedMachine machine) =>
        (this.network, this.simulation, Machine) = (network, simulation, machine);

    /// <summary>The machine.</summary>
    public SimulatedMachine Machine { get; }

    /// <summary>Address since the start.</summary>
    public SiloAddress Address { get; private set; } = SiloAddress.Zero;

    /// <summary>Tells the membership protocol what the connections show.</summary>
    /// <param name="peers">The protocol's agent.</param>
    public void Observe(IPeerObserver peers) => observer = peers;

    /// <inheritdoc />
    public Task StartAsync(SiloAddress self, IFrameReceiver receiver, CancellationToken cancellationToken)
    {
        (Address, this.receiver) = (self, receiver);
        network.Register(self, this);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public SendResult TrySend(SiloAddress target, ReadOnlyMemory<byte> frame)
    {
        if (Machine.State == MachineState.Dead || receiver is null)
        {
            return SendResult.Unreachable;
        }

        if (QueueLength(target) >= Capacity)
        {
            return SendResult.QueueFull;
        }

        talked.Add(target);
        var delay = network.Delay();
        if (network.Listener(target) is not { } peer || !peer.Address.Equals(target))
        {
            Machine.After(delay, () => Lose(target, "nobody listens there"));
            return target.IsClient ? SendResult.Unreachable : SendResult.Queued;
        }

        if (!network.AreCut(Machine, peer.Machine) && !network.IsDropped())
        {
            Deliver(peer, frame, delay);
            if (network.IsRepeated())
            {
                Deliver(peer, frame, delay + network.Delay());
            }
        }

        return SendResult.Queued;
    }

    /// <inheritdoc />
    public int QueueLength(SiloAddress target) => waiting.GetValueOrDefault(target);

    /// <inheritdoc />
    public async Task<ProbeAnswer> ProbeAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        // Completed by the world, outside of any scheduler: who awaits it continues on its own one.
        var answer = new TaskCompletionSource<ProbeAnswer>();
        using var late = cancellationToken.Register(() => answer.TrySetResult(ProbeAnswer.Silent));
        talked.Add(silo);
        Machine.After(network.Delay(), () => Ask(silo, answer));
        return await answer.Task;
    }

    /// <inheritdoc />
    public void Announce(SiloAddress silo, long version)
    {
        if (network.Listener(silo) is { } peer && peer.Address.Equals(silo) && !network.AreCut(Machine, peer.Machine) && !network.IsDropped())
        {
            peer.Machine.After(network.Delay(), () => peer.observer?.NoteAnnounced(version));
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        receiver = null;
        network.Unregister(Address);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => new(StopAsync(CancellationToken.None));

    internal bool HasTalkedTo(SiloAddress peer) => talked.Contains(peer);

    internal void Lose(SiloAddress peer, string reason)
    {
        talked.Remove(peer);
        receiver?.PeerLost(peer, reason);
        if (!peer.IsClient)
        {
            observer?.NoteBroken(peer);
        }
    }

    private void Deliver(SimulatedTransport peer, ReadOnlyMemory<byte> frame, TimeSpan delay)
    {
        var at = simulation.Now + delay;
        if (network.Overtaken(Machine) is { } longer)
        {
            at += longer;
        }
        else
        {
            // One connection keeps its order; a message that is delayed holds up those behind it.
            at = lastArrival.TryGetValue(peer.Address, out var last) && last > at ? last : at;
            lastArrival[peer.Address] = at;
        }

        var (from, to) = (Address, peer.Address);
        waiting[to] = waiting.GetValueOrDefault(to) + 1;
        peer.Machine.After(at - simulation.Now, () =>
        {
            waiting[to] = Math.Max(0, waiting.GetValueOrDefault(to) - 1);
            peer.talked.Add(from);
            peer.observer?.NoteHeard(from);
            peer.receiver?.Receive(from, frame);
        });
    }

    private void Ask(SiloAddress silo, TaskCompletionSource<ProbeAnswer> answer)
    {
        var back = network.Delay();
        if (network.Listener(silo) is not { } peer)
        {
            answer.TrySetResult(ProbeAnswer.Refused);
        }
        else if (!network.AreCut(Machine, peer.Machine) && !network.IsDropped())
        {
            var found = peer.Address.Equals(silo) ? ProbeAnswer.Alive : ProbeAnswer.Replaced;
            peer.Machine.After(TimeSpan.Zero, () => Machine.After(back, () => answer.TrySetResult(found)));
        }
    }
}
