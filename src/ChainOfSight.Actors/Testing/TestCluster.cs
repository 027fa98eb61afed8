using System.Collections.Immutable;
using System.Net;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Runtime;
using ChainOfSight.Actors.Scheduling;
using ChainOfSight.Actors.Transport;

namespace ChainOfSight.Actors.Testing;

/// <summary>
/// Several silos and a client in this process, over an in-memory network with a membership that the test sets: start, stop, kill, pause,
/// partition and delay silos. With a seeded executor and virtual time in its options, everything runs in one thread and repeats exactly.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly TestClusterOptions _options;
    private readonly List<TestSilo> _silos = [];
    private readonly ImmutableHashSet<(SiloAddress, SiloAddress)>.Builder _cut = ImmutableHashSet.CreateBuilder<(SiloAddress, SiloAddress)>();
    private readonly Lock _gate = new();
    private readonly ClientRuntime _client;
    private TimeSpan _delay;
    private int _started;

    private TestCluster(TestClusterOptions options)
    {
        _options = options;
        Network = new(options.Time) { Fate = Fate };
        _client = new(SiloAddress.New(IPAddress.Loopback, 1, -1), Membership, Network.Connect(options.Executor), options.Runtime, options.Time);
        Client = new EmbeddedClusterClient(_client, new ServiceCollection().BuildServiceProvider());
    }

    /// <summary>A client outside of the silos.</summary>
    public IClusterClient Client { get; }

    /// <summary>The silos that were started and neither stopped nor killed, in order of start.</summary>
    public IReadOnlyList<TestSilo> Silos
    {
        get
        {
            lock (_gate)
            {
                return [.. _silos];
            }
        }
    }

    /// <summary>The membership that all silos see.</summary>
    public TestMembership Membership { get; } = new();

    /// <summary>The network.</summary>
    public InMemoryNetwork Network { get; }

    /// <summary>Further faults of links, asked for every frame that is not cut off; null: none.</summary>
    public Func<SiloAddress, SiloAddress, LinkFate>? Faults { get; set; }

    /// <summary>Starts a cluster.</summary>
    public static async Task<TestCluster> StartAsync(Action<TestClusterOptions>? configure = null)
    {
        var options = new TestClusterOptions();
        configure?.Invoke(options);
        var cluster = new TestCluster(options);
        await cluster._client.StartAsync(CancellationToken.None);
        for (var i = 0; i < options.InitialSilos; i++)
        {
            await cluster.StartSiloAsync();
        }

        return cluster;
    }

    /// <summary>Starts one more silo and returns when it serves.</summary>
    /// <param name="name">Its name; null: <c>silo-N</c>.</param>
    public async Task<TestSilo> StartSiloAsync(string? name = null)
    {
        int number;
        lock (_gate)
        {
            number = ++_started;
        }

        name ??= $"silo-{number}";
        var address = SiloAddress.New(IPAddress.Loopback, 10_000 + number, number);
        var executor = new PausableExecutor(_options.Executor);
        var settings = new SiloSettings
        {
            Address = address,
            Name = name,
            View = Membership,
            Transport = Network.Connect(executor),
            Executor = executor,
            Time = _options.Time,
            Options = _options.Runtime,
            GrainTypes = _options.GrainTypes,
        };
        var services = new ServiceCollection();
        services.AddSingleton(_options.Time);
        services.AddSingleton<IClusterView>(Membership);
        services.AddSilo(_ => settings);
        _options.ConfigureSilo?.Invoke(services, name);
        var provider = services.BuildServiceProvider();
        var silo = new TestSilo(provider.GetRequiredService<Silo>(), provider, executor);
        await silo.Silo.StartAsync(CancellationToken.None);
        var metadata = _options.Metadata?.Invoke(name).ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty;
        lock (_gate)
        {
            _silos.Add(silo);
        }

        Membership.Set(new(address, name, IsActive: true, TakesActivations: true, metadata));
        return silo;
    }

    /// <summary>Stops a silo in good order: its grains are deactivated, their waiting requests go to the others.</summary>
    public async Task StopSiloAsync(TestSilo silo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Forget(silo);
        Membership.Update(silo.Address, member => member with { IsActive = false, TakesActivations = false });
        await silo.Silo.StopAsync(cancellationToken);
        Membership.Remove(silo.Address);
        await silo.Provider.DisposeAsync();
    }

    /// <summary>Ends a silo as <c>kill -9</c> does: nothing of it runs any more, connections to it break.</summary>
    /// <param name="silo">Which.</param>
    /// <param name="declareDead">False: it stays in the membership until the test removes it.</param>
    public void Kill(TestSilo silo, bool declareDead = true)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Forget(silo);
        silo.Executor.Close();
        silo.Silo.Kill();
        Network.Kill(silo.Address);
        if (declareDead)
        {
            Membership.Remove(silo.Address);
        }
    }

    /// <summary>Freezes a silo: what it does now ends, then nothing of it runs until <see cref="Resume"/>.</summary>
    public static void Pause(TestSilo silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Executor.Pause();
    }

    /// <summary>Lets a frozen silo go on; it does first what it had before itself.</summary>
    public static void Resume(TestSilo silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Executor.Resume();
    }

    /// <summary>Loses all frames between two silos, in both directions, without their noticing.</summary>
    public void Partition(TestSilo one, TestSilo other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        lock (_gate)
        {
            _cut.Add((one.Address, other.Address));
            _cut.Add((other.Address, one.Address));
        }
    }

    /// <summary>Ends all partitions and delays.</summary>
    public void Heal()
    {
        lock (_gate)
        {
            _cut.Clear();
            _delay = TimeSpan.Zero;
        }
    }

    /// <summary>Delays all frames.</summary>
    public void Delay(TimeSpan delay)
    {
        lock (_gate)
        {
            _delay = delay;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            silo.Executor.Resume();
            await silo.Silo.DisposeAsync();
            await silo.Provider.DisposeAsync();
        }

        await _client.DisposeAsync();
    }

    private void Forget(TestSilo silo)
    {
        lock (_gate)
        {
            _silos.Remove(silo);
        }
    }

    private LinkFate Fate(SiloAddress from, SiloAddress to)
    {
        lock (_gate)
        {
            if (_cut.Contains((from, to)))
            {
                return LinkFate.Lost;
            }

            if (Faults is null)
            {
                return new(1, _delay);
            }
        }

        return Faults(from, to);
    }
}
