using System.Net;
using ChainOfSight.Clustering;
using ChainOfSight.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Messaging;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;

namespace ChainOfSight.Client;

/// <summary>How a client is hosted on Orleans.</summary>
internal static class ClientEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Finds the gateways in the store's membership table; proves the secret on every connection.</summary>
    public static void Join(this IClientBuilder client, ClusterSettings settings, IBlobStore store, string secret)
    {
        var connection = new SecretConnection(settings.ClusterId, secret, TimeProvider.System);
        client.Services.AddSingleton(connection);
        client.Services.AddSingleton<IGatewayListProvider>(new StoreGateways(new BlobMembershipTable(store, settings.ClusterId)));
        client
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ClusterId))

            // As the silos': an answer that is not there by then was lost, and the call is repeated.
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10))

            // As the silos': faults without a serializer arrive as what they are.
            .Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add(nameof(ChainOfSight)))

            // A client must find the silos that remain while a call is still being repeated.
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(3))
            .Configure<ClientConnectionOptions>(options => options.ConfigureConnection(connection.UseOutbound))
            .AddActivityPropagation();
    }

    /// <summary>Faults of this engine's own that may pass: a silo on the way died before its end was known, gave up what it did for others because it ends, or has too much to do.</summary>
    public static bool MayPass(Exception fault) => fault is ConnectionFailedException or GatewayTooBusyException or OperationCanceledException;

    /// <summary>Connects to at least one gateway.</summary>
    /// <exception cref="UserErrorException">No silo lives, or none lets the client in.</exception>
    /// <exception cref="OrleansConfigurationException">The secret is another one.</exception>
    public static async Task ConnectAsync(this IHost host, ClusterSettings settings, CancellationToken cancellationToken)
    {
        var gateways = await host.Services.GetRequiredService<IGatewayListProvider>().GetGateways();
        if (gateways.Count == 0)
        {
            throw ClusterConnection.NoSilo(settings);
        }

        // Orleans would try a wrong secret for long, and then not say what is wrong.
        var secret = host.Services.GetRequiredService<SecretConnection>();
        var answers = await Task.WhenAll(gateways.Select(gateway => secret.AskAsync(new IPEndPoint(IPAddress.Parse(gateway.Host), gateway.Port), Patience, cancellationToken)));
        if (answers.Contains(SecretAnswer.Different) && !answers.Contains(SecretAnswer.Same))
        {
            throw new OrleansConfigurationException(secret.Differ("This process", $"the silo at {gateways[Array.IndexOf(answers, SecretAnswer.Different)].Authority}"));
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
