using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Runtime;
using ChainOfSight.Actors.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChainOfSight.Actors.Hosting;

/// <summary>The cluster client of a host. Address, transport and view are services that the configured clustering adds.</summary>
internal sealed class HostedClient(ClientRuntime client) : IHostedService
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ClientRuntime(
            Needed<SiloAddress>(provider),
            Needed<IClusterView>(provider),
            Needed<ITransport>(provider),
            provider.GetRequiredService<IOptions<EmbeddedRuntimeOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<ClientRuntime>().Factory);
        services.AddSingleton<IClusterClient>(provider => new EmbeddedClusterClient(provider.GetRequiredService<ClientRuntime>(), provider));
        services.AddHostedService<HostedClient>();
    }

    public Task StartAsync(CancellationToken cancellationToken) => client.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken) => await client.DisposeAsync();

    private static T Needed<T>(IServiceProvider services)
        where T : class => services.GetService<T>()
        ?? throw new OrleansConfigurationException($"A client needs a clustering that finds the silos: {typeof(T).Name} is not registered.");
}
