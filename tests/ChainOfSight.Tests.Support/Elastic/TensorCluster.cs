using ChainOfSight.Actors.Testing;
using ChainOfSight.Clustering;
using ChainOfSight.Grains;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>Silos in this process with real lanes, one device each, that train the tiny recipe into one store.</summary>
internal sealed class TensorCluster : IAsyncDisposable
{
    private readonly Dictionary<string, List<IReplicaLane>> lanes = [];
    private readonly List<Task> endings = [];
    private readonly ExchangeHub hub = new();
    private TestCluster cluster = null!;

    public MemoryBlobStore Store { get; } = new();

    public TestCluster Cluster => cluster;

    public IRun Run => cluster.Client.GetGrain<IRun>("tiny");

    public static async Task<TensorCluster> StartAsync(int silos)
    {
        var made = new TensorCluster();
        made.cluster = await TestCluster.StartAsync(options =>
        {
            options.InitialSilos = 0;
            options.Metadata = name => new SiloLabels(name, ["cpu:0"]).ToMetadata();
            options.ConfigureSilo = made.Configure;
        });
        for (var silo = 0; silo < silos; silo++)
        {
            await made.cluster.StartSiloAsync();
        }

        return made;
    }

    /// <summary>Submits a recipe.</summary>
    public Task<RunView> SubmitAsync(Recipe recipe, int min, int max) =>
        Run.Submit(new RunSubmission { Recipe = RecipeText.Resolve(recipe), MinReplicas = min, MaxReplicas = max });

    /// <summary>Waits until the run is as wanted; the time is a guard against deadlock only.</summary>
    public async Task<RunView> UntilAsync(string phase, Func<RunView, bool> isSo)
    {
        RunView? last = null;
        for (var tries = 0; tries < 6000; tries++)
        {
            try
            {
                last = await Run.Status();
                if (isSo(last))
                {
                    return last;
                }
            }
            catch (Exception e) when (e is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
            {
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"{phase}: the run is {last?.Phase} in generation {last?.Generation} at {last?.Stage} {last?.Step}, waits for {last?.WaitsFor}, reason {last?.Reason}");
    }

    /// <summary>Kills a silo with its lanes.</summary>
    public void Kill(TestSilo silo)
    {
        cluster.Kill(silo);
        lock (lanes)
        {
            foreach (var lane in lanes.GetValueOrDefault(silo.Name) ?? [])
            {
                lane.Fence(long.MaxValue);
                endings.Add(EndAsync(lane));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await Task.WhenAll(endings);
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
        services.AddSingleton<IBlobStore>(Store);
        services.AddSingleton<IGrainStorage>(new BlobGrainStorage(Store, "test"));
        services.AddSingleton<ISiloDirectory>(new ViewSiloDirectory(cluster.Membership));
        services.AddSingleton<IReplicaLaneFactory>(new Factory(this, name));
        services.AddTrainingGrains(new SiloDevices(["cpu:0"]));
    }

    private sealed class Factory(TensorCluster cluster, string silo) : IReplicaLaneFactory
    {
        private readonly ReplicaLaneFactory inner = new(new ReplicaLaneServices
        {
            Store = cluster.Store,
            Data = new TinyData(),
            Exchange = start => new MemoryExchange(cluster.hub, start.Incarnation),
        });

        public async Task<IReplicaLane> StartAsync(LaneStart start, CancellationToken cancellationToken)
        {
            var lane = await inner.StartAsync(start, cancellationToken);
            lock (cluster.lanes)
            {
                cluster.lanes.TryAdd(silo, []);
                cluster.lanes[silo].Add(lane);
            }

            return lane;
        }
    }
}
