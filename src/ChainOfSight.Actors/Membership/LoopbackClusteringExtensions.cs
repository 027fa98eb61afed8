using System.Net;
using System.Security.Cryptography;
using ChainOfSight.Actors.Hosting;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Transport;
using ChainOfSight.Actors.Transport.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainOfSight.Actors;

/// <summary>Makes several processes of one machine a cluster: a membership table that all reach, and HTTP/2 over loopback.</summary>
public static class LoopbackClusteringExtensions
{
    /// <summary>Makes this silo a member.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="address">Its identity, from <see cref="SiloStart.NewAddressAsync"/>.</param>
    /// <param name="table">Opens the cluster's table.</param>
    /// <param name="transport">Cluster, secret and limits.</param>
    /// <param name="membership">Times of the protocol; null for the defaults.</param>
    /// <exception cref="OrleansConfigurationException">The address is not on loopback, or the settings do not go together.</exception>
    public static ISiloBuilder UseLoopbackClustering(
        this ISiloBuilder builder, SiloAddress address, Func<IServiceProvider, IMembershipTable> table, HttpTransportOptions transport, MembershipOptions? membership = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(transport);
        LoopbackOnly.Require(address.Endpoint);
        var options = (membership ?? new MembershipOptions()).Validate();
        AddTransport(builder.Services, transport.Validate());
        builder.Services.AddSingleton(address);
        builder.Services.AddSingleton(table);
        builder.Services.AddSingleton(services => CreateAgent(services, address, table(services), options));
        builder.Services.AddSingleton<IClusterMembership>(services => services.GetRequiredService<MembershipAgent>());
        builder.Services.AddSingleton<IClusterView>(services => services.GetRequiredService<MembershipAgent>());
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, MembershipLifecycle>();
        return builder;
    }

    /// <summary>Connects this client to the cluster whose table it can read.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="table">Opens the cluster's table.</param>
    /// <param name="transport">Cluster, secret and limits.</param>
    /// <param name="membership">How often the table is read; null for the defaults.</param>
    public static IClientBuilder UseLoopbackClustering(
        this IClientBuilder builder, Func<IServiceProvider, IMembershipTable> table, HttpTransportOptions transport, MembershipOptions? membership = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(transport);
        var options = (membership ?? new MembershipOptions()).Validate();
        AddTransport(builder.Services, transport.Validate());
        builder.Services.AddSingleton(SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 0), -RandomNumberGenerator.GetInt32(1, int.MaxValue)));
        builder.Services.AddSingleton(services => new ClusterObserver(
            table(services), options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ClusterObserver>>()));
        builder.Services.AddSingleton<IClusterMembership>(services => services.GetRequiredService<ClusterObserver>());
        builder.Services.AddSingleton<IClusterView>(services => services.GetRequiredService<ClusterObserver>());
        builder.Services.AddHostedService<ObserverService>();
        return builder;
    }

    private static void AddTransport(IServiceCollection services, HttpTransportOptions options)
    {
        services.AddLogging();
        services.AddSingleton(provider => new HttpTransport(options, provider.GetRequiredService<ILogger<HttpTransport>>()));
        services.AddSingleton<ITransport>(provider => provider.GetRequiredService<HttpTransport>());
    }

    private static MembershipAgent CreateAgent(IServiceProvider services, SiloAddress address, IMembershipTable table, MembershipOptions options)
    {
        var name = services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName is { Length: > 0 } given ? given : $"silo-{address.Endpoint.Port}";
        var labels = services.GetRequiredService<IOptions<SiloMetadata>>().Value.Metadata.Aggregate(MemberLabels.None, (sum, pair) => sum.With(pair.Key, pair.Value));
        var transport = services.GetRequiredService<HttpTransport>();
        var agent = new MembershipAgent(
            new LocalMember(address, name, Environment.MachineName, labels),
            table,
            transport,
            options,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<MembershipAgent>>(),
            reason => Stop(services, reason));
        transport.Observe(agent);
        return agent;
    }

    // Lanes first: they act on devices that another silo may be about to use. Then the grains, then the process.
    private static void Stop(IServiceProvider services, string reason)
    {
        foreach (var listener in services.GetServices<IFenceListener>())
        {
            listener.OnFenced(reason);
        }

        services.GetService<ISiloControl>()?.Kill(reason);
        services.GetService<IHostApplicationLifetime>()?.StopApplication();
    }

    /// <summary>Reads the table before the client starts, so that its first call finds a silo.</summary>
    private sealed class ObserverService(ClusterObserver observer) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => observer.StartAsync(cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StoppedAsync(CancellationToken cancellationToken) => await observer.DisposeAsync();
    }
}
