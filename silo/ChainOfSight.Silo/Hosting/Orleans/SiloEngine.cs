using System.Net;
using ChainOfSight.Clustering;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Silo.Settings;
using ChainOfSight.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Silo.Hosting;

/// <summary>How a silo is hosted on Orleans: membership in the store, every connection proves the cluster's secret.</summary>
public static class SiloEngine
{
    /// <summary>Why settings of addresses are refused; null where they are taken.</summary>
    internal static string? NoAddresses => null;

    /// <summary>Why the dashboard's port is refused; null where it is taken.</summary>
    internal static string? NoDashboard => SiloDashboard.Missing;

    /// <summary>Sources whose lines tell only what callers are told anyway: a message that cannot be placed, since its silo died, is an exception of its call, and the caller says what it does about it. Orleans places by Polly, which calls each failure an error.</summary>
    public static IReadOnlyList<string> SourcesForCallers => ["Orleans.Messaging", "Polly"];

    /// <summary>Makes a silo of a cluster.</summary>
    /// <param name="settings">How it runs.</param>
    /// <param name="store">The store with the membership table.</param>
    /// <param name="end">Called with the reason when the silo must not go on.</param>
    /// <param name="loggers">Hear what it waits for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What configures the silo.</returns>
    /// <exception cref="OrleansConfigurationException">A living silo has the name, or another secret.</exception>
    internal static async Task<Action<ISiloBuilder>> JoinAsync(SiloSettings settings, IBlobStore store, Action<string> end, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var table = new BlobMembershipTable(store, settings.Cluster);
        var secret = new SecretConnection(settings.Cluster, settings.Secret, TimeProvider.System);
        await new EarlierSilos(table, secret, TimeProvider.System, loggers.CreateLogger<EarlierSilos>()).ClearAsync(settings.Name, cancellationToken);
        return silo => silo
            .Listen(settings)
            .UseProductDefaults()
            .UseDashboard(settings)
            .Configure<SiloConnectionOptions>(options =>
            {
                options.ConfigureSiloInboundConnection(secret.UseInbound);
                options.ConfigureSiloOutboundConnection(secret.UseOutbound);
                options.ConfigureGatewayInboundConnection(secret.UseInbound);
            })
            .ConfigureServices(services => services
                .AddSingleton<IMembershipTable>(table)
                .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, RunKeeper>()
                .AddSingleton<IFatalErrorHandler>(new EndOfSilo(end)));
    }

    /// <summary>Makes a silo that is alone in its process; it listens on free ports of the loopback, because Orleans knows no silo without a port.</summary>
    public static ISiloBuilder UseAlone(this ISiloBuilder silo)
    {
        var (port, gateway) = (FreePorts.Next(IPAddress.Loopback), FreePorts.Next(IPAddress.Loopback));
        return silo.UseLocalhostClustering(port, gateway);
    }

    /// <summary>Takes a provider of Orleans' own, or of anybody else, in the place of ours: <c>UseAdoNetClustering</c>, <c>AddAzureTableGrainStorageAsDefault</c>, …</summary>
    /// <remarks>Give it to <see cref="SiloHost.StartAsync"/> as <c>configure</c>: what is registered last holds.</remarks>
    /// <param name="services">The silo's services.</param>
    /// <param name="configure">Calls the extension methods of the provider's package.</param>
    public static IServiceCollection UseOrleansProviders(this IServiceCollection services, Action<ISiloBuilder> configure) => services.AddOrleans(configure);

    private static ISiloBuilder Listen(this ISiloBuilder silo, SiloSettings settings)
    {
        var listen = settings.Listen ?? settings.Address;
        var (silos, clients) = (FreePorts.Next(listen, settings.Port), FreePorts.Next(listen, settings.GatewayPort));
        return silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = settings.Address;
            options.SiloPort = silos;
            options.GatewayPort = clients;
            options.SiloListeningEndpoint = new IPEndPoint(listen, silos);
            options.GatewayListeningEndpoint = new IPEndPoint(listen, clients);
        });
    }

    // Orleans ends the process by its own handler, at once and with a dump; ours ends it in our way.
    private sealed class EndOfSilo(Action<string> end) : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender, string? context, Exception? exception) => end(exception?.Message ?? context ?? "Orleans reports a fatal error.");
    }
}
