using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Runtime;
using ChainOfSight.Actors.Scheduling;
using ChainOfSight.Actors.Transport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChainOfSight.Actors.Hosting;

/// <summary>
/// The silo of a host. Address, transport, view, executor and clock are services of the host where a clustering is configured; without
/// one the silo is alone in its process.
/// </summary>
internal sealed class HostedSilo(Silo silo) : IHostedService
{
    private const int DefaultPort = 11_111;

    public static void Add(IServiceCollection services)
    {
        services.AddSilo(Settings);
        services.AddSingleton<ISiloControl>(provider => new Control(provider.GetRequiredService<Silo>()));
        services.AddHostedService<HostedSilo>();
    }

    public Task StartAsync(CancellationToken cancellationToken) => silo.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => silo.StopAsync(cancellationToken);

    private static SiloSettings Settings(IServiceProvider services)
    {
        var address = services.GetService<SiloAddress>() ?? SiloAddress.New(System.Net.IPAddress.Loopback, DefaultPort, 1);
        var name = services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName is { Length: > 0 } given ? given : $"silo-{address.Endpoint.Port}";
        var time = services.GetRequiredService<TimeProvider>();
        var executor = services.GetService<IWorkExecutor>() ?? ThreadPoolExecutor.Instance;
        var metadata = services.GetRequiredService<IOptions<SiloMetadata>>().Value.Metadata;
        return new()
        {
            Address = address,
            Name = name,
            ClusterId = services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId,
            View = services.GetService<IClusterView>() ?? new SoleMember(new(address, name, IsActive: true, TakesActivations: true, metadata)),
            Transport = services.GetService<ITransport>() ?? new InMemoryNetwork(time).Connect(executor),
            Executor = executor,
            Time = time,
            Options = services.GetRequiredService<IOptions<EmbeddedRuntimeOptions>>().Value,
        };
    }

    private sealed class Control(Silo silo) : ISiloControl
    {
        public void Kill(string reason) => silo.Kill();

        public SiloQueues Queues => silo.Queues;

        public string DumpStatus() => silo.DumpStatus();
    }
}
