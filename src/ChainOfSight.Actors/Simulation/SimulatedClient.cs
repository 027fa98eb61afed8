using System.Net;
using ChainOfSight.Actors.Hosting;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Runtime;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Simulation;

/// <summary>A client outside of the silos, on a machine of its own: it reads the membership table and calls through a gateway.</summary>
public sealed class SimulatedClient : IAsyncDisposable
{
    private readonly ClientRuntime runtime;
    private readonly ClusterObserver observer;

    internal SimulatedClient(SimulatedCluster cluster, SimulatedMachine machine, int number, ILoggerFactory loggers)
    {
        Machine = machine;
        var options = new EmbeddedRuntimeOptions();
        cluster.ConfigureRuntime?.Invoke(options);
        options.Seed = (int)machine.Random.Next();
        observer = new ClusterObserver(cluster.OpenTable(machine), cluster.Options, machine.Time, loggers.CreateLogger<ClusterObserver>());
        var address = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 0), -number);
        runtime = new ClientRuntime(address, observer, cluster.Network.Attach(machine), options, machine.Time);
    }

    /// <summary>The process.</summary>
    public SimulatedMachine Machine { get; }

    /// <summary>Calls grains.</summary>
    public IGrainFactory GrainFactory => runtime.Factory;

    /// <summary>Whether it knows the cluster.</summary>
    public bool IsConnected { get; private set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await runtime.DisposeAsync();
        await observer.DisposeAsync();
    }

    internal async Task StartAsync()
    {
        await observer.StartAsync(CancellationToken.None);
        await runtime.StartAsync(CancellationToken.None);
        IsConnected = true;
    }
}
