using System.Collections.Concurrent;
using ChainOfSight.Actors.Testing;
using ChainOfSight.Client;
using ChainOfSight.Clustering;
using ChainOfSight.Grains;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.Edges;
using ChainOfSight.Tests.Cluster.StandIn;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Elastic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>The shipped grains on the engine's in-process cluster, with stand-in lanes and one store.</summary>
internal sealed class StandInCluster : IAsyncDisposable
{
    private readonly Dictionary<string, List<StandInLane>> lanes = [];
    private readonly ConcurrentDictionary<string, bool> killed = [];
    private TestCluster cluster = null!;

    public MemoryBlobStore Store { get; } = new();

    public required StandInWorld World { get; init; }

    public required RunOutline Outline { get; set; }

    public RunTimes Times { get; init; } = new();

    public TestCluster Cluster => cluster;

    public IRun Run => cluster.Client.GetGrain<IRun>("run");

    /// <summary>What is round it.</summary>
    public StandInSurroundings Surroundings { get; init; } = new();

    /// <summary>Lines of level error of all silos.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>The store as silos see it.</summary>
    public IBlobStore Blobs => Surroundings.Wrap(Store);

    /// <summary>Called with each state of a grain that was written, before the grain knows.</summary>
    public Action<object>? StateWritten { get; set; }

    /// <summary>Lanes that were started on a silo, oldest first.</summary>
    public IReadOnlyList<StandInLane> LanesOf(string silo)
    {
        lock (lanes)
        {
            return [.. lanes.GetValueOrDefault(silo) ?? []];
        }
    }

    public static async Task<StandInCluster> StartAsync(
        int silos, int devices, RunOutline outline, StandInWorld world, RunTimes? times = null, StandInSurroundings? surroundings = null)
    {
        var made = new StandInCluster { World = world, Outline = outline, Times = times ?? new RunTimes(), Surroundings = surroundings ?? new StandInSurroundings() };
        world.Saving = made.SaveAsync;
        made.cluster = await TestCluster.StartAsync(options =>
        {
            options.InitialSilos = 0;
            options.Time = made.Surroundings.Time;
            options.Metadata = name => new SiloLabels(name, [.. Devices(devices)]).ToMetadata();
            options.ConfigureSilo = (services, name) => made.Configure(services, name, devices);
        });
        for (var silo = 0; silo < silos; silo++)
        {
            await made.cluster.StartSiloAsync();
        }

        return made;
    }

    public async ValueTask DisposeAsync() => await cluster.DisposeAsync();

    /// <summary>Kills a silo with its lanes, as <c>kill -9</c> does.</summary>
    public void Kill(TestSilo silo)
    {
        killed[silo.Name] = true;
        cluster.Kill(silo);
        lock (lanes)
        {
            foreach (var lane in lanes.GetValueOrDefault(silo.Name) ?? [])
            {
                lane.Kill();
            }
        }
    }

    /// <summary>Silos that have a grain; its id is known to silos only.</summary>
    public List<TestSilo> HostsOf(Func<IGrainFactory, IAddressable> grain) => [.. cluster.Silos.Where(silo => silo.Has(grain(silo.GrainFactory).GetGrainId()))];

    /// <summary>The silo that has the run.</summary>
    public TestSilo Host => HostsOf(grains => grains.GetGrain<IRun>("run")).Single();

    /// <summary>Wakes the run as a keeper does, again where nobody answers yet.</summary>
    public Task WakeAsync() => WakeAsync(Run);

    /// <summary>As above, for another run.</summary>
    public static Task WakeAsync(IRun run) => new CallRetry(TimeSpan.FromMinutes(2), TimeProvider.System).RunAsync("waking", run.Wake, CancellationToken.None);

    /// <summary>Waits until the run is as wanted; the time is a guard against deadlock only.</summary>
    public Task<RunView> UntilAsync(string phase, Func<RunView, bool> isSo) => UntilAsync(phase, Run, isSo);

    /// <summary>As above, for another run.</summary>
    public async Task<RunView> UntilAsync(string phase, IRun run, Func<RunView, bool> isSo)
    {
        RunView? last = null;
        for (var tries = 0; tries < 1200; tries++)
        {
            try
            {
                last = await run.Status();
                if (isSo(last))
                {
                    return last;
                }
            }
            catch (Exception e) when (CallRetry.MayPass(e))
            {
            }

            await Task.Delay(25);
        }

        throw new TimeoutException(
            $"{phase}: the run is {last?.Phase} in generation {last?.Generation} at {last?.Stage} {last?.Step}, waits for {last?.WaitsFor}, reason {last?.Reason}; "
            + string.Join(", ", last?.Members.Select(member => $"{member.Replica} {member.Phase} {member.NextStep}") ?? []));
    }

    private Task SaveAsync(CheckpointName name, int stageIndex) => StandInCheckpoint.WriteAsync(Blobs, name, stageIndex);

    private static IEnumerable<string> Devices(int count) => Enumerable.Range(0, count).Select(device => $"cpu:{device}");

    private void Configure(IServiceCollection services, string name, int devices)
    {
        services.AddSingleton(Blobs);
        services.AddSingleton<IGrainStorage>(new WatchedStorage(new BlobGrainStorage(Blobs, "test"), state => StateWritten?.Invoke(state)));
        services.AddLogging(logging =>
        {
            logging.AddProvider(new ErrorKeeper(Errors, () => killed.ContainsKey(name)));
            foreach (var source in SiloEngine.SourcesForCallers)
            {
                logging.AddFilter(source, LogLevel.Critical);
            }

            Surroundings.Log?.Invoke(logging);
        });
        services.AddSingleton<ISiloDirectory, ViewSiloDirectory>();
        services.AddSingleton(Times);
        if (Surroundings.Claims is { } claimant)
        {
            services.AddSingleton(new ClusterClaims(Blobs, claimant, TimeProvider.System));
        }

        services.AddSingleton<IRecipeOutliner>(new FixedOutliner(this));
        services.AddSingleton<IReplicaLaneFactory>(provider => new Factory(this, name));
        services.AddTrainingGrains(new SiloDevices([.. Devices(devices)]));
    }

    private sealed class FixedOutliner(StandInCluster cluster) : IRecipeOutliner
    {
        public (string Resolved, RunOutline Outline) Outline(string recipe) => (recipe, cluster.Outline with { RecipeHash = recipe });

        public Task<bool> StartsWithTransformAsync(string recipe, string run, IBlobStore store) => Task.FromResult(false);
    }

    private sealed class Factory(StandInCluster cluster, string silo) : IReplicaLaneFactory
    {
        public Task<IReplicaLane> StartAsync(LaneStart start, CancellationToken cancellationToken)
        {
            if (cluster.Surroundings.StartFault(silo) is { } fault)
            {
                throw fault;
            }

            lock (cluster.lanes)
            {
                var lane = new StandInLane(cluster.World, start, cluster.Surroundings.Time, cluster.Surroundings.Conditions(silo)) { Fault = () => cluster.Surroundings.WorkFault(silo), Preparing = cluster.Surroundings.Preparing(silo) };
                cluster.lanes.TryAdd(silo, []);
                cluster.lanes[silo].Add(lane);
                return Task.FromResult<IReplicaLane>(lane);
            }
        }
    }
}
