using ChainOfSight.Actors.Hosting;
using Microsoft.Extensions.Hosting;

namespace ChainOfSight.Actors;

/// <summary>Puts a cluster client into a host, by Orleans' names.</summary>
public static class OrleansClientGenericHostExtensions
{
    /// <summary>Adds a client that connects when the host starts.</summary>
    public static IHostApplicationBuilder UseOrleansClient(this IHostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        HostedClient.Add(hostAppBuilder.Services);
        configureDelegate(new Builder(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <summary>Adds a client that connects when the host starts.</summary>
    public static IHostBuilder UseOrleansClient(this IHostBuilder hostBuilder, Action<IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        return hostBuilder.ConfigureServices((context, services) =>
        {
            HostedClient.Add(services);
            configureDelegate(new Builder(services, context.Configuration));
        });
    }
}
