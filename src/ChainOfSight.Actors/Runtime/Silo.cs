using ChainOfSight.Actors.Directory;
using ChainOfSight.Actors.Hosting;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Messaging;
using ChainOfSight.Actors.Scheduling;
using ChainOfSight.Actors.Transport;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>One silo: its parts and its life. Sending and receiving is in the other half.</summary>
internal sealed partial class Silo : ICallRuntime, IFrameReceiver, IAsyncDisposable
{
    /// <summary>The grain type of the directory's parts.</summary>
    public const string DirectoryType = "$directory";

    private readonly Lock _randomGate = new();
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly LifecycleStages _lifecycle;
    private readonly PendingCalls _calls;
    private readonly PlacementService _placement;
    private readonly CancellationTokenSource _stopping = new();
    private IDisposable? _following;
    private ClusterView _followed = ClusterView.Empty;
    private long _lastId;
    private int _locating;
    private volatile bool _leaving;
    private volatile bool _closed;
    private volatile bool _killed;

    public Silo(SiloSettings settings, IServiceProvider services)
    {
        (Settings, Services) = (settings, services);
        var loggers = services.GetRequiredService<ILoggerFactory>();
        _logger = loggers.CreateLogger<Silo>();
        ActivationLogger = loggers.CreateLogger<Activation>();
        _random = Options.Seed is { } seed ? new(seed) : new();
        Scheduler = new(settings.Executor);
        _calls = new(Time);
        _lifecycle = new($"silo {settings.Name}", _logger);
        _placement = new(this);
        ActorRegistry.LoadReferenced();
        Classes = new(settings.GrainTypes ?? ActorRegistry.GrainClasses, services);
        Factory = new GrainFactory(this, Classes);
        Catalog = new(this);
        Locator = new(this, loggers.CreateLogger<Locator>());
        AddSystemTarget<IDirectoryPartition>(DirectoryType, Locator.Partition);
    }

    public SiloSettings Settings { get; }

    public IServiceProvider Services { get; }

    public SiloAddress Address => Settings.Address;

    public EmbeddedRuntimeOptions Options => Settings.Options;

    public IWorkExecutor Executor => Settings.Executor;

    public TimeProvider Time => Settings.Time;

    public IClusterView View => Settings.View;

    public ITransport Transport => Settings.Transport;

    public ExecutorScheduler Scheduler { get; }

    public GrainClasses Classes { get; }

    public Catalog Catalog { get; }

    public Locator Locator { get; }

    public ILogger ActivationLogger { get; }

    public ISiloLifecycle Lifecycle => _lifecycle;

    /// <inheritdoc/>
    public IGrainFactory Factory { get; }

    /// <summary>How many calls of this silo wait for an answer.</summary>
    public int PendingCalls => _calls.Count;

    /// <summary>The lengths of all queues now.</summary>
    public SiloQueues Queues
    {
        get
        {
            var activations = Catalog.All.Where(activation => !activation.Class.IsSystem).ToList();
            var loads = activations.Select(activation => activation.Load).ToList();
            return new(
                activations.Count,
                loads.Sum(load => load.Waiting),
                loads.Sum(load => load.Running),
                activations.Sum(activation => activation.Turns.Length),
                _calls.Count,
                View.Current.Members.Where(member => !member.Address.Equals(Address)).ToDictionary(member => member.Address, member => Transport.QueueLength(member.Address)));
        }
    }

    /// <summary>Starts: transport, participants of the lifecycle in their order, then serves.</summary>
    /// <remarks>Runs on the silo's own scheduler: what participants start there continues there.</remarks>
    public Task StartAsync(CancellationToken cancellationToken) => Scheduler.Run(() => StartHereAsync(cancellationToken));

    /// <summary>
    /// Stops in good order: says that it leaves, ends all activations (their waiting requests go elsewhere), then leaves. What does not end
    /// before the token is cancelled is given up.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken) => Scheduler.Run(() => StopHereAsync(cancellationToken));

    /// <summary>
    /// Ends at once, as if the process were killed: no deactivation, no further message, no further turn. Callers inside this process that
    /// called through this silo get <see cref="SiloUnavailableException"/>.
    /// </summary>
    public void Kill()
    {
        _killed = true;
        Close("the silo was killed");
        foreach (var activation in Catalog.All)
        {
            activation.Kill();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Close("the silo is disposed of");
        await Transport.DisposeAsync();
        _stopping.Dispose();
    }

    /// <summary>Adds a service of the silo itself, addressed by type and silo.</summary>
    public void AddSystemTarget<TInterface>(string type, TInterface instance)
        where TInterface : class, ISystemTarget
    {
        var id = GrainId.Create(type, Address.ToParsableString());
        var activation = new Activation(this, new(instance.GetType(), id.Type, ActorRegistry.Interface(typeof(TInterface))), id, NewActivationId());
        activation.BeginWith(instance);
        Catalog.AddSystem(activation);
    }

    /// <summary>A reference to a silo's own service.</summary>
    public TInterface SystemTarget<TInterface>(string type, SiloAddress silo)
        where TInterface : class, ISystemTarget => Factory.GetGrain<TInterface>(GrainId.Create(type, silo.ToParsableString()));

    public long NextId() => Interlocked.Increment(ref _lastId);

    public ActivationId NewActivationId() => new(NewGuid());

    /// <inheritdoc/>
    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_randomGate)
        {
            _random.NextBytes(bytes);
        }

        return new(bytes);
    }

    /// <summary>A number from 0 to below a limit.</summary>
    public int NextRandom(int limit)
    {
        lock (_randomGate)
        {
            return _random.Next(limit);
        }
    }

    /// <summary>A timestamp of the clock that lies ahead.</summary>
    public long TimestampAfter(TimeSpan time) => Time.GetTimestamp() + (long)(time.TotalSeconds * Time.TimestampFrequency);

    /// <summary>One line per activation.</summary>
    public string DumpStatus() => string.Join('\n', Catalog.All.Select(activation => activation.DumpStatus()));

    private async Task StartHereAsync(CancellationToken cancellationToken)
    {
        foreach (var participant in Services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(_lifecycle);
        }

        await _lifecycle.Start(ServiceLifecycleStage.RuntimeInitialize, cancellationToken);
        await Transport.StartAsync(Address, this, cancellationToken);
        Follow(View.Current);
        _following = View.Subscribe(Follow);
        await _lifecycle.Start(ServiceLifecycleStage.Last, cancellationToken);
        _ = Scheduler.Run(CollectIdle);
    }

    private async Task StopHereAsync(CancellationToken cancellationToken)
    {
        if (_closed)
        {
            return;
        }

        _leaving = true;
        await _lifecycle.StopDownTo(ServiceLifecycleStage.BecomeActive, cancellationToken);
        for (var round = 0; round < 2; round++)
        {
            // The second round takes what was on its way here during the first.
            await EndActivations(cancellationToken);
            await EndHandOvers(cancellationToken);
            await Locator.Flush(cancellationToken);
        }

        await EndHandOvers(cancellationToken);
        await _lifecycle.Stop(cancellationToken);
        Close("the silo has stopped");
        await Transport.StopAsync(cancellationToken);
    }

    private void Close(string reason)
    {
        _closed = true;
        _following?.Dispose();
        if (!_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
        }

        _calls.Close(reason);
        _calls.Dispose();
    }

    private void Follow(ClusterView view)
    {
        if (_closed)
        {
            return;
        }

        var gone = _followed.Members.Where(member => view.Find(member.Address) is null).ToList();
        _followed = view;
        _recent.Forget(sender => !sender.IsClient && view.Find(sender) is null);
        foreach (var member in gone)
        {
            _calls.FailThoseAt(member.Address, call => new SiloUnavailableException(
                $"{call.What} has no answer: {member.Name} ({member.Address}) has left the cluster. Whether it ran is unknown."));
        }

        Locator.Follow(view);
    }

    private async Task EndActivations(CancellationToken cancellationToken)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.");
        while (!_closed && Catalog.All.Where(activation => !activation.Class.IsSystem).ToList() is { Count: > 0 } activations)
        {
            foreach (var activation in activations)
            {
                activation.Deactivate(reason, cancellationToken);
            }

            try
            {
                await Task.WhenAll(activations.Select(activation => activation.Deactivated.Here())).WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                LogGivenUp(_logger, Settings.Name, activations.Count(activation => !activation.Deactivated.IsCompleted));
                return;
            }
        }
    }

    /// <summary>Waits for requests that are being sent elsewhere, and for the answers to clients whose gateway this silo is.</summary>
    private async Task EndHandOvers(CancellationToken cancellationToken)
    {
        var deadline = TimestampAfter(Options.DeactivationTimeout);
        while ((!_relayed.IsEmpty || Volatile.Read(ref _locating) > 0) && Time.GetTimestamp() < deadline && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Time, CancellationToken.None);
        }
    }

    private async Task CollectIdle()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Options.CollectionQuantum, Time, _stopping.Token);
                foreach (var activation in Catalog.All.Where(activation => activation.IsIdle(Options.CollectionAge)))
                {
                    activation.Deactivate(new(DeactivationReasonCode.ActivationIdle, $"It was idle for {Options.CollectionAge}."));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Silo} stops although {Count} activations have not ended in time.")]
    private static partial void LogGivenUp(ILogger logger, string silo, int count);
}
