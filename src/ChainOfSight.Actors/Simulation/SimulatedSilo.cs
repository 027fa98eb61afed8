using ChainOfSight.Actors.Hosting;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Runtime;
using ChainOfSight.Actors.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Simulation;

/// <summary>One start of a silo in the simulation: the machine, its end of the network, its shipped membership agent and, where grains are wanted, its shipped runtime.</summary>
public sealed class SimulatedSilo : IFrameReceiver
{
    private readonly SimulatedCluster cluster;
    private readonly Silo? silo;
    private string? fenced;

    internal SimulatedSilo(SimulatedCluster cluster, LocalMember me, SimulatedMachine machine, ILoggerFactory loggers)
    {
        (this.cluster, Me, Machine) = (cluster, me, machine);
        Transport = cluster.Network.Attach(machine);
        Agent = new MembershipAgent(me, cluster.OpenTable(machine), Transport, cluster.Options, machine.Time, loggers.CreateLogger<MembershipAgent>(), OnFenced);
        Transport.Observe(Agent);
        if (cluster.HasGrains)
        {
            Services = BuildServices(loggers);
            silo = Services.GetRequiredService<Silo>();
        }
    }

    /// <summary>Name, address and labels.</summary>
    public LocalMember Me { get; }

    /// <summary>The process.</summary>
    public SimulatedMachine Machine { get; }

    /// <summary>Its end of the network.</summary>
    public SimulatedTransport Transport { get; }

    /// <summary>Its part in the membership protocol.</summary>
    public MembershipAgent Agent { get; }

    /// <summary>Its services; null where the simulation has no grains.</summary>
    public IServiceProvider? Services { get; }

    /// <summary>Calls from inside of it; only where the simulation has grains.</summary>
    /// <exception cref="InvalidOperationException">The simulation has no grains.</exception>
    public IGrainFactory GrainFactory => silo?.Factory ?? throw new InvalidOperationException("The simulated cluster has no grains: set ConfigureSilo or GrainTypes.");

    /// <summary>Whether it serves as far as it knows itself.</summary>
    public bool Serves { get; private set; }

    /// <summary>Why it stopped itself; null where it did not.</summary>
    public string? FencedBecause => fenced;

    /// <summary>Whether it has left in good order or was refused.</summary>
    public bool Left { get; private set; }

    /// <summary>Why it was refused; null where it was not.</summary>
    public string? RefusedBecause { get; private set; }

    /// <summary>Whether its process could do harm still: it runs, or could run again, and has not stopped itself.</summary>
    public bool MayAct => Machine.State != MachineState.Dead && fenced is null && !Left;

    /// <summary>Whether it has an activation of a grain and could run it: not one that has ended and waits for the directory to say that it knows.</summary>
    /// <param name="grain">The grain.</param>
    public bool Runs(GrainId grain) => MayAct && silo?.Catalog.Find(grain) is { IsInDirectory: true };

    /// <summary>What its activations do, one line each.</summary>
    public string DumpStatus() => silo is null ? "" : string.Join('\n', silo.Catalog.All.Select(activation => activation.DumpStatus()));

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
            if (silo is not null)
            {
                await silo.StartAsync(CancellationToken.None);
            }
            else
            {
                await Transport.StartAsync(Me.Address, this, CancellationToken.None);
                await Agent.JoinAsync(CancellationToken.None);
                await Agent.ActivateAsync(CancellationToken.None);
            }

            Serves = fenced is null;
        }
        catch (Exception e) when (fenced is not null || e is OrleansConfigurationException)
        {
            RefusedBecause = fenced is null ? e.Message : null;
            Left = true;
            Machine.After(TimeSpan.Zero, Machine.Kill);
        }
    }

    internal async Task LeaveAsync()
    {
        try
        {
            if (silo is not null)
            {
                await silo.StopAsync(CancellationToken.None);
            }
            else
            {
                await Agent.BeginLeaveAsync(CancellationToken.None);
                Serves = false;
                await Agent.LeaveAsync(CancellationToken.None);
                await Transport.StopAsync(CancellationToken.None);
            }

            Left = fenced is null;
            Serves = false;
            Machine.After(TimeSpan.Zero, Machine.Kill);
        }
        catch (SiloUnavailableException)
        {
            // Declared dead meanwhile: it has stopped itself.
        }
    }

    private ServiceProvider BuildServices(ILoggerFactory loggers)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Machine.Time);
        services.AddSingleton(this);
        services.AddSingleton(Agent);
        services.AddSingleton<IClusterMembership>(Agent);
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, MembershipLifecycle>();
        services.AddSilo(_ => new SiloSettings
        {
            Address = Me.Address,
            Name = Me.Name,
            View = Agent,
            Transport = Transport,
            Executor = Machine,
            Time = Machine.Time,
            Options = RuntimeOptions(),
            GrainTypes = cluster.GrainTypes,
        });
        services.Replace(ServiceDescriptor.Singleton(loggers));
        cluster.ConfigureSilo?.Invoke(services, this);
        return services.BuildServiceProvider();
    }

    private EmbeddedRuntimeOptions RuntimeOptions()
    {
        // Ids come from the seed, and each turn is a step of its own, so that the seed decides about every interleaving.
        var options = new EmbeddedRuntimeOptions { SerializeEverything = true, TurnBudget = 1 };
        cluster.ConfigureRuntime?.Invoke(options);
        options.Seed = (int)Machine.Random.Next();
        return options;
    }

    private void OnFenced(string reason)
    {
        fenced = reason;
        Serves = false;
        cluster.Fenced?.Invoke(this);
        silo?.Kill();

        // The process ends once the lanes have stopped.
        Machine.After(TimeSpan.FromMilliseconds(100), Machine.Kill);
    }
}
