using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainOfSight.Client;

/// <summary>A client's host: finds the silos in the store and proves the secret to one of them before anything else.</summary>
internal sealed class ClusterConnection : IAsyncDisposable
{
    private readonly IHost host;

    private ClusterConnection(IHost host) => this.host = host;

    /// <summary>Makes references to grains.</summary>
    public IGrainFactory Grains => host.Services.GetRequiredService<IClusterClient>();

    /// <summary>Connects.</summary>
    /// <exception cref="UserErrorException">There is no such cluster in the store, none of its silos lives, or the secret is another one.</exception>
    public static async Task<ClusterConnection> OpenAsync(ClusterSettings settings, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        var store = StoreOpener.Open(settings.Store);
        await RequireClusterAsync(store, settings.ClusterId, cancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(loggers ?? NullLoggerFactory.Instance);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.UseOrleansClient(client => client.Join(settings, store, settings.Secret ?? ClusterSecret.OfUser()));
        var connection = new ClusterConnection(builder.Build());
        try
        {
            await connection.host.ConnectAsync(settings, cancellationToken);
            return connection;
        }
        catch (OrleansConfigurationException e)
        {
            await connection.DisposeAsync();
            throw new UserErrorException(e.Message, e);
        }
        catch (TimeoutException e)
        {
            await connection.DisposeAsync();
            throw new UserErrorException($"The cluster \"{settings.ClusterId}\" in {store.Description} could not be looked up: {e.Message} Try again; where it stays so, look at the store and at the load of this machine.", e);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    // Asked first, so that a misspelt name is told at once and not after long patience.
    private static async Task RequireClusterAsync(IBlobStore store, string id, CancellationToken cancellationToken)
    {
        var known = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync("clusters/", cancellationToken))
        {
            // One that has no members is the silo inside of './cos train', which nobody can join.
            if (item.Name.Split('/') is [_, var cluster, "membership", ..])
            {
                known.Add(cluster);
            }
        }

        if (!known.Contains(id))
        {
            throw new UserErrorException($"There is no cluster \"{id}\" in {store.Description}. "
                + (known.Count > 0 ? $"There are {string.Join(", ", known)}; name one with --cluster." : "There is none at all: start a silo with ./cos silo on this store, or name another store with --store."));
        }
    }

    /// <summary>Words for a cluster without a living silo.</summary>
    internal static UserErrorException NoSilo(ClusterSettings settings) =>
        new($"No silo of the cluster \"{settings.ClusterId}\" lives. Start one with ./cos silo on the store {settings.Store}.");
}
