using ChainOfSight.Actors.Testing;
using ChainOfSight.Clustering;
using ChainOfSight.Grains;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.StandIn;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Elastic;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>The shipped grains on the embedded runtime's in-process cluster, with stand-in lanes and one store.</summary>
internal sealed class StandInCluster : IAsyncDisposable
{
    private readonly Dictionary<string, List<StandInLane>> lanes = [];
    private TestCluster cluster = null!;

    public MemoryBlobStore Store { get; } = new();

    public required StandInWorld World { get; init; }

    public required RunOutline Outline { get; init; }

    public TestCluster Cluster => cluster;

    public IRun Run => cluster.Client.GetGrain<IRun>("run");

    public static async Task<StandInCluster> StartAsync(int silos, int devices, RunOutline outline, StandInWorld world)
    {
        var made = new StandInCluster { World = world, Outline = outline };
        world.Saving = made.SaveAsync;
        made.cluster = await TestCluster.StartAsync(options =>
        {
            options.InitialSilos = 0;
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
        cluster.Kill(silo);
        lock (lanes)
        {
            foreach (var lane in lanes.GetValueOrDefault(silo.Name) ?? [])
            {
                lane.Kill();
            }
        }
    }

    /// <summary>Waits until the run is as wanted; the time is a guard against deadlock only.</summary>
    public async Task<RunView> UntilAsync(string phase, Func<RunView, bool> isSo)
    {
        RunView? last = null;
        for (var tries = 0; tries < 1200; tries++)
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

            await Task.Delay(25);
        }

        throw new TimeoutException(
            $"{phase}: the run is {last?.Phase} in generation {last?.Generation} at {last?.Stage} {last?.Step}, waits for {last?.WaitsFor}, reason {last?.Reason}; "
            + string.Join(", ", last?.Members.Select(member => $"{member.Replica} {member.Phase} {member.NextStep}") ?? []));
    }

    // What the checkpoint grain reads: a whole checkpoint with nothing in it but where it stands.
    private async Task SaveAsync(CheckpointName name, int stageIndex) => await new CheckpointWriter(Store).WriteAsync(
        name,
        new CheckpointContent(
            new CheckpointState
            {
                Version = CheckpointState.CurrentVersion,
                Run = name.Run,
                RecipeHash = "h",
                Stage = name.Stage,
                StageIndex = stageIndex,
                Step = name.Step,
                Updates = name.Step,
                Position = name.Step,
                Seed = 1,
                Grid = 0,
                Recipe = "{}",
                Frozen = [],
                Parameters = new Dictionary<string, long>(),
                Versions = new Dictionary<string, string>(),
            },
            new Dictionary<string, HostTensor>(),
            new Dictionary<string, HostTensor>()));

    private static IEnumerable<string> Devices(int count) => Enumerable.Range(0, count).Select(device => $"cpu:{device}");

    private void Configure(IServiceCollection services, string name, int devices)
    {
        services.AddSingleton<IBlobStore>(Store);
        services.AddSingleton<IGrainStorage>(new BlobGrainStorage(Store, "test"));
        services.AddSingleton<ISiloDirectory, ViewSiloDirectory>();
        services.AddSingleton<IRecipeOutliner>(new FixedOutliner(Outline));
        services.AddSingleton<IReplicaLaneFactory>(provider => new Factory(this, name));
        services.AddTrainingGrains(new SiloDevices([.. Devices(devices)]));
    }

    private sealed class FixedOutliner(RunOutline outline) : IRecipeOutliner
    {
        public (string Resolved, RunOutline Outline) Outline(string recipe) => (recipe, outline with { RecipeHash = recipe });

        public Task<bool> StartsWithTransformAsync(string recipe, string run, IBlobStore store) => Task.FromResult(false);
    }

    private sealed class Factory(StandInCluster cluster, string silo) : IReplicaLaneFactory
    {
        public Task<IReplicaLane> StartAsync(LaneStart start, CancellationToken cancellationToken)
        {
            lock (cluster.lanes)
            {
                var lane = new StandInLane(cluster.World, start, TimeProvider.System);
                cluster.lanes.TryAdd(silo, []);
                cluster.lanes[silo].Add(lane);
                return Task.FromResult<IReplicaLane>(lane);
            }
        }
    }
}
