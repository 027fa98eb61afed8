using ChainOfSight.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.TestingHost;

namespace ChainOfSight.Actors.Testing;

/// <summary>The face of the embedded runtime's test cluster on Orleans' own in-process cluster, with the options of the product's silos.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly TestClusterOptions options;
    private readonly InProcessTestCluster cluster;
    private readonly List<TestSilo> silos = [];
    private readonly List<Task> endings = [];
    private readonly Lock gate = new();
    private int started;
    private bool hasClient;

    private TestCluster(TestClusterOptions options)
    {
        this.options = options;
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
#pragma warning disable ORLEANSEXP003 // As the product's silos.
        builder.Options.UseDistributedGrainDirectory = true;
#pragma warning restore ORLEANSEXP003
        builder.ConfigureSiloHost((silo, host) =>
        {
            host.Services.AddSingleton(options.Time);
            options.ConfigureSilo?.Invoke(host.Services, silo.SiloName);
        });
        builder.ConfigureSilo((silo, host) =>
        {
            host.UseProductDefaults();
            host.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = options.Runtime.ResponseTimeout ?? messaging.ResponseTimeout);
            host.Configure<GrainCollectionOptions>(collection =>
            {
                collection.ActivationTimeout = options.Runtime.ActivationTimeout ?? collection.ActivationTimeout;
                collection.DeactivationTimeout = options.Runtime.DeactivationTimeout ?? collection.DeactivationTimeout;
                collection.CollectionAge = options.Runtime.CollectionAge ?? collection.CollectionAge;
            });
            host.UseSiloMetadata(options.Metadata?.Invoke(silo.SiloName).ToDictionary() ?? []);
        });
        builder.ConfigureClientHost(host => host.Services
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10)));
        builder.ConfigureClient(client => client.AddActivityPropagation());
        cluster = builder.Build();
    }

    /// <summary>A client outside of the silos.</summary>
    public IClusterClient Client => cluster.Client;

    /// <summary>The silos that were started and neither stopped nor killed, in order of start.</summary>
    public IReadOnlyList<TestSilo> Silos
    {
        get
        {
            lock (gate)
            {
                return [.. silos];
            }
        }
    }

    /// <summary>Starts a cluster.</summary>
    public static async Task<TestCluster> StartAsync(Action<TestClusterOptions>? configure = null)
    {
        var options = new TestClusterOptions();
        configure?.Invoke(options);
        var cluster = new TestCluster(options);
        for (var silo = 0; silo < options.InitialSilos; silo++)
        {
            await cluster.StartSiloAsync();
        }

        return cluster;
    }

    /// <summary>Starts one more silo and returns when it serves and all silos know each other's metadata and grain classes, which Orleans asks for after a silo has joined.</summary>
    /// <param name="name">Its name; null: <c>silo-N</c>.</param>
    public async Task<TestSilo> StartSiloAsync(string? name = null)
    {
        var (port, gateway) = cluster.PortAllocator.AllocateConsecutivePortPairs(1);
        var silo = new TestSilo(await cluster.CreateSiloAsync(new InProcessTestSiloSpecificOptions
        {
            SiloName = name ?? $"silo-{Interlocked.Increment(ref started)}",
            SiloPort = port,
            GatewayPort = gateway,
        }));
        lock (gate)
        {
            silos.Add(silo);
        }

        if (!hasClient)
        {
            hasClient = true;
            await cluster.InitializeClientAsync();
        }

        while (options.Metadata is not null && !KnowEachOther(Silos))
        {
            await Task.Delay(10);
        }

        return silo;
    }

    private static bool KnowEachOther(IReadOnlyList<TestSilo> silos) => silos.All(silo =>
    {
        var labels = silo.Services.GetRequiredService<ISiloMetadataCache>();
        var classes = silo.Services.GetRequiredService<IClusterManifestProvider>().Current.Silos;
        return silos.All(other => labels.GetSiloMetadata(other.Address).Metadata.Count > 0 && classes.ContainsKey(other.Address));
    });

    /// <summary>Stops a silo in good order.</summary>
    public async Task StopSiloAsync(TestSilo silo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Forget(silo);
        await silo.Handle.StopSiloAsync(cancellationToken);
        await silo.Handle.DisposeAsync();
    }

    /// <summary>Ends a silo without a farewell, as far as Orleans does so inside of a process: nothing is deactivated or handed over.</summary>
    /// <param name="silo">Which.</param>
    /// <param name="declareDead">Must be true: Orleans finds out by itself.</param>
    public void Kill(TestSilo silo, bool declareDead = true)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(declareDead, false);
        ArgumentNullException.ThrowIfNull(silo);
        Forget(silo);

        var ending = Task.Run(() => silo.Handle.StopSiloAsync(stopGracefully: false));
        lock (gate)
        {
            endings.Add(ending);
        }

        // In a turn of a grain, which has a scheduler of its own, it is not waited for: the turn may be one of the silo itself and would wait for its own end.
        if (TaskScheduler.Current == TaskScheduler.Default)
        {
            ending.GetAwaiter().GetResult();
        }
    }

    /// <summary>Orleans cannot freeze one silo of a process.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static void Pause(TestSilo silo) => throw new NotSupportedException("Orleans' in-process cluster cannot freeze one silo: stop a real process instead, or run this test on the embedded runtime.");

    /// <inheritdoc cref="Pause"/>
    public static void Resume(TestSilo silo) => Pause(silo);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await silo.Handle.StopSiloAsync(stopGracefully: false);
            await silo.Handle.DisposeAsync();
        }

        await Task.WhenAll(endings);
        await cluster.DisposeAsync();
    }

    private void Forget(TestSilo silo)
    {
        lock (gate)
        {
            silos.Remove(silo);
        }
    }
}
