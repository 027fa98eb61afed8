using System.Net;
using ChainOfSight.Actors.Hosting;
using ChainOfSight.Actors.Membership;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainOfSight.Actors.Simulation;

/// <summary>A cluster of simulated silos that share a membership table, with the shipped membership protocol and whatever else the test starts on them.</summary>
/// <param name="seed">Decides everything that is open.</param>
/// <param name="options">Times of the membership protocol; null for the defaults.</param>
/// <param name="loggers">Takes what the silos log; null for nobody.</param>
public sealed class SimulatedCluster(ulong seed, MembershipOptions? options = null, ILoggerFactory? loggers = null)
{
    private readonly List<SimulatedSilo> silos = [];
    private readonly Dictionary<string, int> ports = [];
    private SimulatedNetwork? network;
    private SimulatedStoreCalls? store;
    private int starts;
    private int clients;

    /// <summary>The world.</summary>
    public Simulation Simulation { get; } = new(seed);

    /// <summary>Faults that occurred.</summary>
    public FaultLog Faults { get; } = new();

    /// <summary>Times of the membership protocol.</summary>
    public MembershipOptions Options { get; } = options ?? new MembershipOptions();

    /// <summary>The network between the silos.</summary>
    public SimulatedNetwork Network => network ??= new SimulatedNetwork(Simulation, Faults);

    /// <summary>What happens to calls of the store.</summary>
    public SimulatedStoreCalls Store => store ??= new SimulatedStoreCalls(Simulation, Faults);

    /// <summary>The table, without any faults on it.</summary>
    public InMemoryMembershipTable Table { get; } = new();

    /// <summary>Makes a machine's way to the table; null for <see cref="SimulatedMembershipTable"/> over <see cref="Table"/>.</summary>
    public Func<SimulatedMachine, IMembershipTable>? TableFactory { get; init; }

    /// <summary>Adds services to every silo: storage, placement directors, keepers, lanes. Where it or <see cref="GrainTypes"/> is set, silos run grains.</summary>
    public Action<IServiceCollection, SimulatedSilo>? ConfigureSilo { get; init; }

    /// <summary>The grain classes; null for all that the program references.</summary>
    public IReadOnlyList<Type>? GrainTypes { get; init; }

    /// <summary>Sets the runtime of silos and clients.</summary>
    public Action<EmbeddedRuntimeOptions>? ConfigureRuntime { get; init; }

    /// <summary>Stops what runs on a silo that has fenced itself, at once.</summary>
    public Action<SimulatedSilo>? Fenced { get; init; }

    /// <summary>All starts of silos so far.</summary>
    public IReadOnlyList<SimulatedSilo> Silos => silos;

    /// <summary>Starts whose processes live and that have not stopped themselves.</summary>
    public IEnumerable<SimulatedSilo> Living => silos.Where(silo => silo.Machine.State == MachineState.Running && silo.FencedBecause is null && !silo.Left);

    /// <summary>Starts a silo; one name keeps its port from start to start.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="labels">Devices and other pairs; null for none.</param>
    public SimulatedSilo Start(string name, MemberLabels? labels = null)
    {
        if (!ports.TryGetValue(name, out var port))
        {
            ports[name] = port = 10_000 + ports.Count;
        }

        var machine = Simulation.AddMachine(name);
        var address = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), ++starts);
        var silo = new SimulatedSilo(this, new LocalMember(address, name, "simulated", labels ?? MemberLabels.None), machine, loggers ?? NullLoggerFactory.Instance);
        silos.Add(silo);
        machine.Start(silo.StartAsync);
        return silo;
    }

    /// <summary>Starts a client on a machine of its own.</summary>
    public SimulatedClient StartClient()
    {
        var machine = Simulation.AddMachine($"client-{++clients}");
        var client = new SimulatedClient(this, machine, clients, loggers ?? NullLoggerFactory.Instance);
        machine.Start(client.StartAsync);
        return client;
    }

    /// <summary>Lets a silo leave in good order.</summary>
    /// <param name="silo">The silo.</param>
    public void Drain(SimulatedSilo silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Faults.Note(FaultKind.Drain);
        silo.Machine.Start(silo.LeaveAsync);
    }

    /// <summary>Ends a silo's process without a word.</summary>
    /// <param name="silo">The silo.</param>
    public void Kill(SimulatedSilo silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Faults.Note(FaultKind.Kill);
        silo.Machine.Kill();
    }

    /// <summary>Freezes a silo's process for a while.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="duration">How long.</param>
    public void Pause(SimulatedSilo silo, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Faults.Note(FaultKind.Pause);
        silo.Machine.Pause();
        Simulation.After(duration, silo.Machine.Resume);
    }

    /// <summary>Cuts two silos off from each other for a while.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <param name="duration">How long.</param>
    public void Cut(SimulatedSilo a, SimulatedSilo b, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Network.Cut(a.Me.Name, b.Me.Name);
        Simulation.After(duration, () => Network.Heal(a.Me.Name, b.Me.Name));
    }

    /// <summary>For a while half of what a silo sends arrives late, overtaken by the rest: also after its death.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="duration">How long.</param>
    public void Straggle(SimulatedSilo silo, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Network.SetStraggling(silo.Me.Name, true);
        Simulation.After(duration, () => Network.SetStraggling(silo.Me.Name, false));
    }

    /// <summary>Takes the store away for a while.</summary>
    /// <param name="duration">How long.</param>
    public void TakeStoreAway(TimeSpan duration)
    {
        Store.SetAway(true);
        Simulation.After(duration, () => Store.SetAway(false));
    }

    /// <summary>Sets a silo's time of day.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="by">How far.</param>
    public void JumpClock(SimulatedSilo silo, TimeSpan by)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Faults.Note(FaultKind.ClockJump);
        silo.Machine.Time.Jump(by);
    }

    internal bool HasGrains => ConfigureSilo is not null || GrainTypes is not null;

    internal IMembershipTable OpenTable(SimulatedMachine machine) => TableFactory?.Invoke(machine) ?? new SimulatedMembershipTable(Table, Store, machine);

}
