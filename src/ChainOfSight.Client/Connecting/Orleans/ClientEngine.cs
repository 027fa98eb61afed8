using ChainOfSight.Clustering;
using ChainOfSight.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Messaging;
using Orleans.Runtime.Messaging;

namespace ChainOfSight.Client;

/// <summary>How a client is hosted on Orleans.</summary>
internal static class ClientEngine
{
    /// <summary>Finds the gateways in the store's membership table; proves the secret on every connection.</summary>
    public static void Join(this IClientBuilder client, ClusterSettings settings, IBlobStore store, string secret)
    {
        var connection = new SecretConnection(settings.ClusterId, secret, TimeProvider.System);
        client.Services.AddSingleton<IGatewayListProvider>(new StoreGateways(new BlobMembershipTable(store, settings.ClusterId)));
        client
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ClusterId))

            // As the silos': an answer that is not there by then was lost, and the call is repeated.
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10))

            // A client must find the silos that remain while a call is still being repeated.
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(3))
            .Configure<ClientConnectionOptions>(options => options.ConfigureConnection(connection.UseOutbound))
            .AddActivityPropagation();
    }

    /// <summary>Faults of this engine's own that may pass: a silo on the way died before its end was known, or has too much to do.</summary>
    public static bool MayPass(Exception fault) => fault is ConnectionFailedException or GatewayTooBusyException;

    /// <summary>Connects to at least one gateway.</summary>
    /// <exception cref="UserErrorException">No silo lives, or none accepts the secret.</exception>
    public static async Task ConnectAsync(this IHost host, ClusterSettings settings, CancellationToken cancellationToken)
    {
        if ((await host.Services.GetRequiredService<IGatewayListProvider>().GetGateways()).Count == 0)
        {
            throw ClusterConnection.NoSilo(settings);
        }

        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            throw new UserErrorException(
                $"No silo of the cluster \"{settings.ClusterId}\" let this client in: {e.Message} "
                + "Look whether a silo runs on this store, and whether both have the same secret (the one of the user, or the one named with --secret).", e);
        }
    }
}
