using System.Net;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Transport.Http;
using ChainOfSight.Clustering;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Silo.Settings;
using ChainOfSight.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Silo.Hosting;

/// <summary>How a silo is hosted on the embedded runtime: one machine, loopback, the membership table in the store.</summary>
public static class SiloEngine
{
    /// <summary>Why settings of addresses are refused; null where they are taken.</summary>
    internal static string? NoAddresses =>
        "the embedded runtime joins processes of one machine, over the loopback, on the port named Port. Several machines need Orleans as engine: build with -p:ActorRuntime=Orleans (docs/engines.md).";

    /// <summary>Why the dashboard's port is refused; null where it is taken.</summary>
    internal static string? NoDashboard => "the dashboard is Orleans' own: build with -p:ActorRuntime=Orleans -p:OrleansDashboard=true (docs/engines.md), or look at the cluster with 'cos watch' and 'cos cluster'.";

    /// <summary>Sources whose lines tell only what callers are told anyway.</summary>
    public static IReadOnlyList<string> SourcesForCallers => [];

    /// <summary>Makes a silo of a cluster.</summary>
    /// <param name="settings">How it runs.</param>
    /// <param name="store">The store with the membership table.</param>
    /// <param name="end">Called with the reason when the silo must not go on.</param>
    /// <param name="loggers">Hear what it waits for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What configures the silo.</returns>
    /// <exception cref="OrleansConfigurationException">It cannot join.</exception>
    internal static async Task<Action<ISiloBuilder>> JoinAsync(SiloSettings settings, IBlobStore store, Action<string> end, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var endpoint = new IPEndPoint(IPAddress.Loopback, settings.Port == 0 ? LoopbackOnly.FreePort() : settings.Port);
        var address = await SiloStart.NewAddressAsync(new BlobMembershipTable(store, settings.Cluster), endpoint, TimeProvider.System, cancellationToken);
        return silo => silo
            .UseLoopbackClustering(
                address, _ => new BlobMembershipTable(store, settings.Cluster), new HttpTransportOptions { ClusterId = settings.Cluster, Secret = settings.Secret })
            .ConfigureServices(services => services
                .AddSingleton<IClusterKeeper, RunKeeper>()
                .AddSingleton<IFenceListener>(new Fence(end)));
    }

    /// <summary>Makes a silo that is alone in its process: no network, no membership.</summary>
    public static ISiloBuilder UseAlone(this ISiloBuilder silo) => silo;

    // Only the end of the process stops lanes for sure.
    private sealed class Fence(Action<string> end) : IFenceListener
    {
        public void OnFenced(string reason) => end(reason);
    }
}
