using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Transport.Http;
using ChainOfSight.Clustering;
using ChainOfSight.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChainOfSight.Client;

/// <summary>How a client is hosted on the embedded runtime.</summary>
internal static class ClientEngine
{
    /// <summary>Finds the silos in the store's membership table.</summary>
    public static void Join(this IClientBuilder client, ClusterSettings settings, IBlobStore store, string secret) => client.UseLoopbackClustering(
        _ => new BlobMembershipTable(store, settings.ClusterId), new HttpTransportOptions { ClusterId = settings.ClusterId, Secret = secret });

    /// <summary>Faults of this engine's own that may pass: none, it has one exception for a silo that is not reached.</summary>
    public static bool MayPass(Exception fault) => false;

    /// <summary>Connects, and proves the secret to one silo before anything else.</summary>
    /// <exception cref="UserErrorException">No silo lives.</exception>
    /// <exception cref="OrleansConfigurationException">The secret is another one.</exception>
    public static async Task ConnectAsync(this IHost host, ClusterSettings settings, CancellationToken cancellationToken)
    {
        await host.StartAsync(cancellationToken);
        var peers = host.Services.GetRequiredService<HttpTransport>();
        var answers = await Task.WhenAll(host.Services.GetRequiredService<IClusterView>().Current.Members.Select(silo => peers.ProbeAsync(silo.Address, cancellationToken)));
        if (answers.Length == 0)
        {
            throw ClusterConnection.NoSilo(settings);
        }
    }
}
