using System.Collections.Concurrent;
using ChainOfSight.Actors.Testing;
using ChainOfSight.Client;
using ChainOfSight.Clustering;
using ChainOfSight.Grains;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Replicas;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>Silos in this process with real lanes, one device each, that train a recipe named "tiny" into one store.</summary>
internal sealed class TensorCluster : IAsyncDisposable
{
    private readonly Dictionary<string, List<IReplicaLane>> lanes = [];
    private readonly ConcurrentDictionary<string, SiloLife> lives = [];
    private readonly List<Task> endings = [];
    private readonly ExchangeHub hub = new();
    private readonly TensorClusterOptions options;
    private readonly TimeProvider time;
    private TestCluster cluster = null!;
    private long readSlots;

    private TensorCluster(TensorClusterOptions options) =>
        (this.options, time, Store) = (options, options.IsFast ? new ScaledTime(20) : options.Time, options.Store ?? new MemoryBlobStore());

    public IBlobStore Store { get; }

    public TestCluster Cluster => cluster;

    public IRun Run => cluster.Client.GetGrain<IRun>("tiny");

    /// <summary>Hash of the identities of the samples of each step (stage, step) that was reduced; all that were found.</summary>
    public ConcurrentDictionary<(int Stage, long Step), ConcurrentDictionary<long, bool>> SampleDigests { get; } = [];

    /// <summary>Hash of the state of each lane, by stage and next step; where the options ask for it.</summary>
    public ConcurrentDictionary<(int Stage, long NextStep), ConcurrentBag<string>> StateHashes { get; } = [];

    /// <summary>Slots that lanes read for training: those that they computed, and a few ahead that a death let another compute.</summary>
    public long ReadSlots => Interlocked.Read(ref readSlots);

    public static Task<TensorCluster> StartAsync(int silos) => StartAsync(new TensorClusterOptions { Silos = silos });

    public static async Task<TensorCluster> StartAsync(TensorClusterOptions options)
    {
        var made = new TensorCluster(options);
        made.cluster = await TestCluster.StartAsync(settings =>
        {
            settings.InitialSilos = 0;
            settings.Time = made.time;
            settings.Metadata = name => new SiloLabels(name, ["cpu:0"]).ToMetadata();
            settings.ConfigureSilo = made.Configure;
            if (options.IsFast)
            {
                settings.Runtime.ResponseTimeout = TimeSpan.FromMinutes(5);
                settings.Runtime.ActivationTimeout = TimeSpan.FromMinutes(5);
                settings.Runtime.DeactivationTimeout = TimeSpan.FromMinutes(2);
                settings.Runtime.CollectionAge = TimeSpan.FromHours(10);
            }
        });
        for (var silo = 0; silo < options.Silos; silo++)
        {
            await made.cluster.StartSiloAsync();
        }

        return made;
    }

    /// <summary>Submits a recipe.</summary>
    public Task<RunView> SubmitAsync(Recipe recipe, int min, int max) =>
        Run.Submit(new RunSubmission { Recipe = RecipeText.Resolve(recipe), MinReplicas = min, MaxReplicas = max });

    /// <summary>Waits until the run is as wanted; the time is a guard against deadlock only.</summary>
    /// <param name="phase">What is waited for, for the message.</param>
    /// <param name="isSo">Whether it is so.</param>
    /// <param name="meanwhile">Done between two looks.</param>
    /// <param name="of">The run; that named "tiny" where it is null.</param>
    public async Task<RunView> UntilAsync(string phase, Func<RunView, bool> isSo, Func<Task>? meanwhile = null, IRun? of = null)
    {
        RunView? last = null;
        for (var tries = 0; tries < 6000; tries++)
        {
            try
            {
                if (cluster.Silos.Count == 0 && meanwhile is not null)
                {
                    await meanwhile();
                }

                last = await (of ?? Run).Status();
                if (isSo(last))
                {
                    return last;
                }

                await (meanwhile?.Invoke() ?? Task.CompletedTask);
            }
            catch (Exception e) when (CallRetry.MayPass(e))
            {
            }

            await Task.Delay(options.IsFast ? 5 : 20);
        }

        throw new TimeoutException($"{phase}: the run is {Describe(last)}");
    }

    /// <summary>Wakes the run as a keeper does, again where nobody answers yet.</summary>
    public Task WakeAsync() => new CallRetry(TimeSpan.FromMinutes(2), TimeProvider.System).RunAsync("waking", () => Run.Wake(), CancellationToken.None);

    /// <summary>Where a run stands, for messages.</summary>
    public static string Describe(RunView? view) =>
        $"{view?.Phase} in generation {view?.Generation} at {view?.Stage} {view?.Step}, waits for {view?.WaitsFor}, reason {view?.Reason}, members "
        + string.Join(", ", view?.Members.Select(member => $"{member.Replica} {member.Phase} {member.NextStep}{(member.IsMember ? "" : " (joins)")}") ?? []);

    /// <summary>The silo that hosts a grain now; null where none does.</summary>
    public TestSilo? HostOf<TGrain>(string key)
        where TGrain : IGrainWithStringKey => cluster.Silos.FirstOrDefault(silo => silo.Has(IdOf<TGrain>(key)));

    /// <summary>The id of a grain; only silos know the classes behind interfaces.</summary>
    public GrainId IdOf<TGrain>(string key)
        where TGrain : IGrainWithStringKey => cluster.Silos[0].GrainFactory.GetGrain<TGrain>(key).GetGrainId();

    /// <summary>Kills a silo with its lanes.</summary>
    /// <param name="silo">Which.</param>
    /// <param name="declareDead">False: the others learn of it when the test tells them.</param>
    public void Kill(TestSilo silo, bool declareDead = true)
    {
        lives[silo.Name].Kill();
        cluster.Kill(silo, declareDead);
        EndLanes(silo.Name);
    }

    /// <summary>Lets a silo stand still, its lanes and its writes too.</summary>
    public void Freeze(TestSilo silo)
    {
        lives[silo.Name].Freeze();
        TestCluster.Pause(silo);
    }

    /// <summary>Lets it go on with what it had before itself.</summary>
    public void Thaw(TestSilo silo)
    {
        lives[silo.Name].Thaw();
        TestCluster.Resume(silo);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in lives.Values)
        {
            life.Thaw();
        }

        await cluster.DisposeAsync();
        foreach (var silo in lives.Keys)
        {
            EndLanes(silo);
        }

        await Task.WhenAll(endings);
    }

    private void EndLanes(string silo)
    {
        lock (lanes)
        {
            if (lanes.Remove(silo, out var its))
            {
                foreach (var lane in its)
                {
                    lane.Fence(long.MaxValue);
                    endings.Add(EndAsync(lane));
                }
            }
        }
    }

    // A lane that its run had released before is gone already.
    private static async Task EndAsync(IReplicaLane lane)
    {
        try
        {
            await lane.DisposeAsync();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private void Configure(IServiceCollection services, string name)
    {
        var life = lives[name] = new SiloLife(name, options.Met);
        var store = new PointStore(Store, life);
        services.AddSingleton<IBlobStore>(store);
        services.AddSingleton<IGrainStorage>(new BlobGrainStorage(store, "test"));
        services.AddSingleton<ISiloDirectory, ViewSiloDirectory>();
        services.AddSingleton<IReplicaLaneFactory>(new Factory(this, name, life, store));
        if (options.IsFast)
        {
            services.AddSingleton(new RunTimes { Poll = TimeSpan.FromSeconds(40), Silence = TimeSpan.FromMinutes(2), Tick = TimeSpan.FromMilliseconds(500) });
            services.AddSingleton(new ReplicaTimes { Repeat = TimeSpan.FromSeconds(1) });
        }

        services.AddTrainingGrains(new SiloDevices(["cpu:0"]));
    }

    private void Reduced(int stage, ReducedStep step) => SampleDigests.GetOrAdd((stage, step.Step), _ => [])[step.SampleDigest] = true;

    private void Applied(StageMark mark) => StateHashes.GetOrAdd((mark.StageIndex, mark.NextStep), _ => []).Add(mark.StateHash);

    private sealed class Factory(TensorCluster cluster, string silo, SiloLife life, IBlobStore store) : IReplicaLaneFactory
    {
        private readonly ReplicaLaneFactory inner = new(new ReplicaLaneServices
        {
            Store = store,
            Data = new TinyData { TrainingSlotRead = () => Interlocked.Increment(ref cluster.readSlots) },
            Exchange = start => new MemoryExchange(cluster.hub, start.Incarnation),
            Time = cluster.time,
        });

        public async Task<IReplicaLane> StartAsync(LaneStart start, CancellationToken cancellationToken)
        {
            await life.PassAsync("start begins", -1, -1);
            var lane = await inner.StartAsync(start, cancellationToken);
            lock (cluster.lanes)
            {
                cluster.lanes.TryAdd(silo, []);
                cluster.lanes[silo].Add(lane);
            }

            return new PointLane(lane, life, cluster.Reduced, cluster.options.HashesStates ? cluster.Applied : null);
        }
    }
}
