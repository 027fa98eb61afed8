using ChainOfSight.Actors.Hosting;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Simulation;
using ChainOfSight.Clustering;
using ChainOfSight.Clustering.Simulation;
using ChainOfSight.Data.Quarantine;
using ChainOfSight.Grains;
using ChainOfSight.Grains.Checkpoints;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Preprocessing;
using ChainOfSight.Grains.Replicas;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Grains.Shards;
using ChainOfSight.Grains.Stages;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cluster.StandIn;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Cluster.Simulation;

/// <summary>
/// A run on a few simulated silos: the shipped grain classes, runtime, membership and grain storage in one thread and virtual time, with trouble by
/// one seed. Only clock, network, store and lanes are stand-ins, and all waiting times are cut to a third.
/// </summary>
internal sealed partial class SimulatedTraining
{
    private const string RunName = "run";
    private static readonly IReadOnlyList<Type> Shipped =
    [
        typeof(RunGrain), typeof(StageManagerGrain), typeof(ShardGrain), typeof(PreprocessorGrain), typeof(ReplicaGrain), typeof(DeviceBrokerGrain), typeof(CheckpointGrain), typeof(ClusterGrain),
    ];

    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private readonly MemoryBlobStore blobs = new();
    private readonly BlobGrainStorage records;
    private readonly SimulationRandom random;
    private readonly SimulatedLanes lanes;
    private readonly List<string> log = [];
    private readonly HashSet<string> met = [];
    private readonly GrainBug bug;
    private readonly bool isTroubled;
    private readonly RunOutline outline;

    // Where the directory waits for nobody, two activations of a grain may run for a while.
    private readonly TimeSpan settleTime;
    private SimulatedClient client = null!;
    private RunEntry record = new();
    private string? submitFailure;
    private bool isDone;
    private int ids;

    public SimulatedTraining(ulong seed, GrainBug bug = GrainBug.None, bool isTroubled = true, bool isTraced = false)
    {
        (this.bug, this.isTroubled) = (bug, isTroubled);
        records = new BlobGrainStorage(blobs, "sim", new WriteIds("looker"));
        Cluster = new SimulatedCluster(seed, Membership, isTraced ? new NotedWarnings(Note) : null)
        {
            GrainTypes = bug == GrainBug.SkipFence ? [.. Shipped.Where(type => type != typeof(ReplicaGrain)), typeof(UnfencedReplica<GrainBug>)] : Shipped,
            ConfigureSilo = Configure,
            ConfigureRuntime = SetRuntime,
            Fenced = silo => lanes!.End(silo),
        };
        random = Cluster.Simulation.Random.Fork("training");
        settleTime = random.Below(2) == 0 ? TimeSpan.FromSeconds(2) : TimeSpan.FromMilliseconds(20);
        World = new StandInWorld(new Random((int)random.Next()), [new StandInStage("one", 4 + random.Below(5), 1 + random.Below(8)), new StandInStage("two", 3 + random.Below(5), 1 + random.Below(6))])
        {
            OpenedFromStore = NothingIsLost,
            SlotMilliseconds = 4 + random.Below(50),
            Bad = (stage, step) => (step + stage) % 4 == 1 ? [new QuarantineEntry("source", $"shard-{stage}", (int)step, step, "it is damaged", "00")] : [],
        };
        lanes = new SimulatedLanes(World, bug);
        outline = new RunOutline
        {
            RecipeHash = "h",
            Stages =
            [
                .. World.Stages.Select(stage => new StageOutline
                {
                    Name = stage.Name, Steps = stage.Steps, Slots = stage.Slots, NeedsTransform = true, SaveEvery = random.Below(4), MeasureEvery = random.Below(3) * 3,
                    MeasuredSamples = random.Below(2) * 4, MeasuredSlots = 4, IsEvaluated = random.Below(2) == 0,
                }),
            ],
        };
    }

    public SimulatedCluster Cluster { get; }

    public StandInWorld World { get; }

    /// <summary>Kinds of trouble that occurred beside those that the cluster counts.</summary>
    public IReadOnlyCollection<string> Met => met;

    /// <summary>What happened, one line each with its virtual time.</summary>
    public IReadOnlyList<string> Lines => log;

    /// <summary>The run's record in the end.</summary>
    public RunEntry Record => record;

    private static MembershipOptions Membership { get; } = new()
    {
        TablePeriod = TimeSpan.FromSeconds(0.5),
        TableTimeout = TimeSpan.FromSeconds(1),
        LeaseDuration = TimeSpan.FromSeconds(3.5),
        ProbePeriod = TimeSpan.FromSeconds(0.5),
        ProbeTimeout = TimeSpan.FromSeconds(1),
        SilencePatience = TimeSpan.FromSeconds(3.5),
        RefusalPeriod = TimeSpan.FromSeconds(0.2),
        VoteExpiry = TimeSpan.FromSeconds(10),
    };

    /// <summary>Runs to the end of the training.</summary>
    /// <returns>What went wrong, with the seed; null where nothing did.</returns>
    public string? Run()
    {
        try
        {
            Live();
        }
        catch (SimulationException e)
        {
            return $"{e.Message}\n{Describe()}";
        }

        var wrong = World.Violations.Count > 0 ? string.Join("; ", World.Violations)
            : World.IsFooled ? null
            : record.Phase != RunPhase.Completed ? $"the run ended as {record.Phase}: {record.Reason}"
            : World.Furthest != (1, World.Stages[1].Steps) ? $"the run ended at {World.Furthest}"
            : null;
        return wrong is null ? null : $"Seed {Cluster.Simulation.Seed} at {Cluster.Simulation.Now.TotalSeconds:0.000} s: {wrong}\n{Describe()}";
    }

    private void Live()
    {
        var count = 2 + random.Below(3);
        for (var i = 1; i <= count; i++)
        {
            Boot($"s{i}");
        }

        Cluster.Simulation.RunUntil(() => Cluster.Silos.All(silo => silo.Serves), TimeSpan.FromSeconds(20), "the silos to serve");
        client = Cluster.StartClient();
        Cluster.Simulation.RunUntil(() => client.IsConnected, TimeSpan.FromSeconds(5), "the client to connect");
        client.Machine.Start(SubmitAsync);
        Look();
        if (isTroubled)
        {
            MakeTrouble();
        }

        Cluster.Simulation.RunUntil(() => isDone || World.Violations.Count > 0 || World.IsFooled, Budget, "the run to end");
    }

    // Whether it was taken in is unknown where the answer was lost: it is submitted until it is known.
    private async Task SubmitAsync()
    {
        var submission = new RunSubmission { Recipe = "{ \"seed\": 1 }", MinReplicas = 1 + random.Below(2) };
        while (!isDone)
        {
            try
            {
                var view = await client.GrainFactory.GetGrain<IRun>(RunName).Submit(submission);
                Note($"submitted: {view.Phase} {view.WaitsFor}");
                return;
            }
            catch (Exception e)
            {
                submitFailure = e.Message;
                await Task.Delay(TimeSpan.FromMilliseconds(300), client.Machine.Time);
            }
        }
    }

    private void Look()
    {
        var state = new GrainState<RunEntry>();
        var read = records.ReadStateAsync("run", GrainId.Create("run", RunName), state);
        record = read.IsCompletedSuccessfully && state is { RecordExists: true, State: { } written } ? written : record;
        isDone = record.Phase is RunPhase.Completed or RunPhase.Failed;
        Cluster.Simulation.After(BetweenLooks, Look);
    }

    private SimulatedSilo Boot(string name)
    {
        var devices = Enumerable.Range(0, 1 + random.Below(2)).Select(device => $"cpu:{device}");
        var silo = Cluster.Start(name, MemberLabels.None.WithDevices(devices).With(SiloLabels.SiloKey, name));
        Note($"{silo.Me.Address} {name} starts");
        return silo;
    }

    private void SetRuntime(EmbeddedRuntimeOptions options)
    {
        options.ResponseTimeout = TimeSpan.FromSeconds(4);
        options.ActivationTimeout = TimeSpan.FromSeconds(8);
        options.DeactivationTimeout = TimeSpan.FromSeconds(3);
        options.DirectorySettleTime = settleTime;
    }

    private void Configure(IServiceCollection services, SimulatedSilo silo)
    {
        var store = new SimulatedBlobStore(blobs, Cluster.Store, silo.Machine);
        services.AddSingleton<IBlobStore>(store);
        services.AddSingleton<IGrainStorage>(new BlobGrainStorage(store, "sim", new WriteIds(silo.Me.Address.ToParsableString())));
        services.AddSingleton<ISiloDirectory>(new ViewSiloDirectory(silo.Agent));
        services.AddSingleton<IClusterKeeper, RunKeeper>();
        services.AddSingleton<IRecipeOutliner>(new FixedOutliner(outline));
        services.AddSingleton(lanes.Of(silo, store));
        services.AddSingleton<IStuckLane>(new StuckLane(this, silo));
        services.AddSingleton<IRunObserver>(new Observer(this, silo));
        services.AddSingleton(new RunTimes { Poll = TimeSpan.FromSeconds(2.5), Silence = TimeSpan.FromSeconds(6), Retry = TimeSpan.FromSeconds(2) });
        services.AddSingleton(new ReplicaTimes { Stuck = TimeSpan.FromSeconds(3) });
        services.AddSingleton<FreshId>(() => $"{silo.Me.Address.Generation}-{++ids}");
        services.AddTrainingGrains(new SiloDevices([.. silo.Me.Labels.Devices]));
    }

    // A step that was applied is there as long as a member lives: nobody may go back behind a lane that nothing has happened to.
    private void NothingIsLost(StandInLane opened)
    {
        if (met.Contains("wrong sum"))
        {
            // Two that disagree go back together.
            return;
        }

        foreach (var (lane, silo) in lanes.Open)
        {
            // One that wakes up and ends an opening of an older generation goes back alone: nobody counts on it.
            if (lane != opened && opened.Heard >= lane.Heard && !lane.IsStuck && !lane.HasFailed && IsUntouched(silo) && lane.Position.CompareTo(opened.Position) > 0)
            {
                World.Violate($"{opened.Info.Device} goes back to {opened.Position} although {lane.Info.Device} lives at {lane.Position}");
            }
        }
    }

    private void Note(string line) => log.Add($"{Cluster.Simulation.Now.TotalSeconds:0.000} {line}");

    private string Describe() => string.Join('\n', log.TakeLast(60))
        + $"\nrecord g{record.Generation} era {record.Era} stage {record.StageIndex} {record.Phase} {record.Reason}: {string.Join(", ", record.Members)}; furthest {World.Furthest}; submission: {submitFailure}\n"
        + string.Join('\n', Cluster.Silos.Select(silo =>
            $"{silo.Me.Name} {silo.Me.Address} {silo.Machine.State} serves {silo.Serves} left {silo.Left} {silo.FencedBecause}{(silo.MayAct ? "\n" + silo.DumpStatus() : "")}"));

    private sealed class StuckLane(SimulatedTraining training, SimulatedSilo silo) : IStuckLane
    {
        public void GivenUp(string device, string reason)
        {
            training.Note($"{silo.Me.Name} ends its process: {reason}");
            training.Kill(silo);
        }
    }

    private sealed class Observer(SimulatedTraining training, SimulatedSilo silo) : IRunObserver
    {
        public void Report(string run, RunEvent happened)
        {
            if (happened is not StepDone)
            {
                training.Note($"run on {silo.Me.Name}: {(happened is RunWarning warning ? warning.Message : happened.ToString())}");
            }
        }
    }
}
