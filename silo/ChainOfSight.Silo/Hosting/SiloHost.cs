using ChainOfSight.Client;
using ChainOfSight.Silo.Settings;
using ChainOfSight.Silo.Stopping;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using ChainOfSight.Grains.Placement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Silo.Hosting;

/// <summary>A silo in this process: joined, serving, until it is stopped or loses its right to serve.</summary>
public sealed class SiloHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IHost host;
    private readonly SiloSettings settings;
    private readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloHost(SiloSettings settings, IBlobStore store, Action<ISiloBuilder> join, ILoggerFactory loggers, Action<IServiceCollection>? configure)
    {
        this.settings = settings;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.StopBudget);
        builder.UseOrleans(silo => join(silo
            .Configure<SiloOptions>(options => options.SiloName = settings.Name)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.Cluster, settings.Cluster))
            .UseSiloMetadata(new SiloLabels(settings.Name, settings.Devices).ToMetadata())
            .ConfigureServices(services => services.AddTraining(settings, store, End))));
        configure?.Invoke(builder.Services);
        host = builder.Build();
        Client = new CosClient(host.Services.GetRequiredService<IGrainFactory>(), Patience);
    }

    /// <summary>Where it listens and which start it is.</summary>
    public SiloAddress Address => host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <summary>Its own way into the cluster.</summary>
    public CosClient Client { get; }

    /// <summary>What the silo is made of, for programs that embed it.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Ends with the reason when this silo must not go on: the others count it as dead, it cannot reach the store, or a lane is stuck. The owner ends the process.</summary>
    public Task<string> Ended => ended.Task;

    /// <summary>Starts a silo; returns once it serves.</summary>
    /// <param name="settings">How it runs.</param>
    /// <param name="loggers">Where its lines go.</param>
    /// <param name="configure">Adds or replaces services.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrleansConfigurationException">It cannot join: a living silo has the name, or the secret is another one.</exception>
    /// <exception cref="ChainOfSight.Storage.StoreUnavailableException">The store does not answer.</exception>
    public static async Task<SiloHost> StartAsync(
        SiloSettings settings, ILoggerFactory loggers, Action<IServiceCollection>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var store = StoreOpener.Open(settings.Store);
        SiloHost? silo = null;
        var join = await SiloEngine.JoinAsync(settings, store, reason => silo?.End(reason), loggers, cancellationToken);
        silo = new SiloHost(settings, store, join, loggers, configure);
        try
        {
            await silo.host.StartAsync(cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves in good order: no new slots, the step ends, others take over, the silo leaves the table.</summary>
    /// <param name="atOnce">Cancelled when somebody can't wait.</param>
    /// <returns>Whether everything was handed over within the budget.</returns>
    public Task<bool> StopAsync(CancellationToken atOnce = default)
    {
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ChainOfSight.Silo");
        var departure = new ClusterDeparture(Client, settings.Name, settings.Devices, host.StopAsync);
        return new GracefulStop(departure, settings.StopBudget, TimeProvider.System, logger).RunAsync(atOnce);
    }

    /// <summary>Frees what is left; without <see cref="StopAsync"/> before it is as if the process had died.</summary>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private void End(string reason) => ended.TrySetResult(reason);
}
