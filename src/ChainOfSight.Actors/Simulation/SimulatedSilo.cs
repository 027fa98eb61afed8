using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Transport;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Simulation;

/// <summary>One start of a silo in the simulation: the machine, its end of the network, its shipped membership agent, and what runs on it.</summary>
public sealed class SimulatedSilo : IFrameReceiver
{
    private readonly SimulatedCluster cluster;
    private readonly List<string> fences = [];

    internal SimulatedSilo(SimulatedCluster cluster, LocalMember me, SimulatedMachine machine, ILogger logger)
    {
        (this.cluster, Me, Machine) = (cluster, me, machine);
        Transport = cluster.Network.Attach(machine);
        Agent = new MembershipAgent(me, cluster.OpenTable(machine), Transport, cluster.Options, machine.Time, logger, OnFenced);
        Transport.Observe(Agent);
        Receiver = this;
    }

    /// <summary>Name, address and labels.</summary>
    public LocalMember Me { get; }

    /// <summary>The process.</summary>
    public SimulatedMachine Machine { get; }

    /// <summary>Its end of the network.</summary>
    public SimulatedTransport Transport { get; }

    /// <summary>Its part in the membership protocol.</summary>
    public MembershipAgent Agent { get; }

    /// <summary>Who takes the frames; set it before the start.</summary>
    public IFrameReceiver Receiver { get; set; }

    /// <summary>Whatever runs on it, for the tests.</summary>
    public object? Content { get; set; }

    /// <summary>Whether it serves as far as it knows itself.</summary>
    public bool Serves { get; private set; }

    /// <summary>Why it stopped itself; null where it did not.</summary>
    public string? FencedBecause => fences.Count == 0 ? null : fences[0];

    /// <summary>Whether it has left or given up in good order.</summary>
    public bool Left { get; private set; }

    /// <summary>Whether its process could do harm still: it runs, or could run again, and has not stopped itself.</summary>
    public bool MayAct => Machine.State != MachineState.Dead && FencedBecause is null && !Left;

    /// <inheritdoc />
    void IFrameReceiver.Receive(SiloAddress from, ReadOnlyMemory<byte> frame)
    {
    }

    /// <inheritdoc />
    void IFrameReceiver.PeerLost(SiloAddress peer, string reason)
    {
    }

    internal async Task StartAsync()
    {
        try
        {
            await Transport.StartAsync(Me.Address, Receiver, CancellationToken.None);
            await Agent.JoinAsync(CancellationToken.None);
            await cluster.StartContentAsync(this);
            await Agent.ActivateAsync(CancellationToken.None);
            Serves = FencedBecause is null;
        }
        catch (Exception e) when (FencedBecause is not null || e is OrleansConfigurationException)
        {
            // Stopped, or refused by the table: its process ends.
            Left = true;
            Machine.After(TimeSpan.Zero, Machine.Kill);
        }
    }

    internal async Task LeaveAsync()
    {
        try
        {
            await Agent.BeginLeaveAsync(CancellationToken.None);
            await cluster.DrainContentAsync(this);
            Serves = false;
            await Agent.LeaveAsync(CancellationToken.None);
            Left = true;
            await Transport.StopAsync(CancellationToken.None);
            Machine.After(TimeSpan.Zero, Machine.Kill);
        }
        catch (SiloUnavailableException)
        {
            // Declared dead meanwhile: it has stopped itself.
        }
    }

    private void OnFenced(string reason)
    {
        fences.Add(reason);
        Serves = false;
        cluster.OnFenced(this);

        // The process ends once the lanes have stopped.
        Machine.After(TimeSpan.FromMilliseconds(100), Machine.Kill);
    }
}
