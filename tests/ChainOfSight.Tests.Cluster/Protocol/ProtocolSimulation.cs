using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Replicas;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Grains.Stages;
using ChainOfSight.Tests.Cluster.StandIn;
using ChainOfSight.Training.Elastic;
using ApplyOrder = ChainOfSight.Grains.Contracts.Replicas.ApplyOrder;

namespace ChainOfSight.Tests.Cluster.Protocol;

/// <summary>
/// The shipped decisions of run, replica, stage manager and leases, on a network that delays, drops and repeats, a store that fails and loses
/// replies, and silos that die, freeze, come back as zombies, drain and join: all by one seed.
/// </summary>
public sealed partial class ProtocolSimulation
{
    private readonly Dictionary<string, SimulatedSilo> silos = [];
    private readonly HashSet<string> met = [];
    private readonly List<string> log = [];
    private readonly double faultRate;
    private readonly PlantedBug bug;
    private StagePlanState stages = new();
    private int activations;
    private int incarnations;

    public ProtocolSimulation(int seed, PlantedBug bug = PlantedBug.None, double faultRate = 1)
    {
        (this.bug, this.faultRate) = (bug, faultRate);
        var random = new Random(seed);
        World = new StandInWorld(random, [new StandInStage("one", 6 + random.Next(6), 1 + random.Next(8)), new StandInStage("two", 4 + random.Next(4), 1 + random.Next(6))]);
        Outline = new RunOutline
        {
            RecipeHash = "h",
            Stages =
            [
                .. World.Stages.Select(stage => new StageOutline
                {
                    NeedsTransform = true,
                    Name = stage.Name, Steps = stage.Steps, Slots = stage.Slots, SaveEvery = random.Next(4), MeasureEvery = random.Next(3) * 3, MeasuredSamples = random.Next(2) * 4, MeasuredSlots = 4,
                    IsEvaluated = random.Next(2) == 0,
                }),
            ],
        };
        Record = new RunEntry { Run = "run", Recipe = "r", RecipeHash = "h", Phase = RunPhase.Training, MinReplicas = 1 + random.Next(2), MaxReplicas = 8 };
        RecordTag = 1;
        var count = 2 + random.Next(3);
        for (var i = 0; i < count; i++)
        {
            Boot($"s{i}");
        }
    }

    public VirtualLoop Loop { get; } = new();

    public StandInWorld World { get; }

    public RunOutline Outline { get; }

    public RunTimes Times { get; } = new();

    public RunEntry Record { get; private set; }

    public long RecordTag { get; private set; }

    public CheckpointRef? Latest { get; private set; }

    /// <summary>Kinds of faults that occurred.</summary>
    public IReadOnlyCollection<string> Faults => met;

    public IReadOnlyList<string> Lines => log;

    /// <summary>Runs to the end of the training.</summary>
    /// <returns>What went wrong, or null.</returns>
    public string? Run()
    {
        KeepHosted();
        Disturb();
        var isDone = Loop.RunUntil(() => Record.Phase != RunPhase.Training || World.Violations.Count > 0 || World.IsFooled, TimeSpan.FromMinutes(10));
        return World.Violations.Count > 0 ? string.Join("; ", World.Violations)
            : World.IsFooled ? null
            : !isDone ? $"no end: {Describe()}"
            : Record.Phase != RunPhase.Completed ? $"ended as {Record.Phase}: {Record.Reason}"
            : World.Furthest != (1, World.Stages[1].Steps) ? $"ended at {World.Furthest}"
            : null;
    }

    public void Write(RunEntry entry)
    {
        Log($"g{entry.Generation} era {entry.Era} stage {entry.StageIndex} base {entry.Base?.Title} {entry.Phase}: {string.Join(", ", entry.Members)}");
        (Record, RecordTag) = (entry, RecordTag + 1);
    }

    public void Point(CheckpointRef to)
    {
        if (Latest is null || (to.StageIndex, to.Step).CompareTo((Latest.StageIndex, Latest.Step)) >= 0)
        {
            Latest = to;
        }
    }

    public IReadOnlyList<DeviceSight> Sights() =>
    [
        .. silos.Values.Where(silo => !silo.IsDeclaredDead).SelectMany(silo => silo.Devices.Select(device => new DeviceSight(device, silo.Start, !silo.IsLeaving, silo.IsLeaving))),
    ];

    public StandInLane NewLane(LaneStart start, TimeProvider time)
    {
        var lane = new StandInLane(World, start, time)
        {
            IgnoresFence = bug == PlantedBug.SkipFence,
            DropsChecksum = bug == PlantedBug.DropChecksum,
            AppliesOnPoll = bug == PlantedBug.ApplyOnPoll,
        };
        return lane;
    }

    /// <summary>An order as it reaches a replica: with the fence skipped, of whatever generation that one obeys.</summary>
    public BeginOrder Tampered(LaneService service, BeginOrder order) => bug == PlantedBug.SkipFence ? order with { Generation = service.Generation } : order;

    /// <inheritdoc cref="Tampered(LaneService, BeginOrder)"/>
    public ApplyOrder Tampered(LaneService service, ApplyOrder order) => bug == PlantedBug.SkipFence ? order with { Generation = service.Generation } : order;

    public string NextIncarnation() => $"i{++incarnations}";

    public bool Chance(double probability) => World.Random.NextDouble() < probability * faultRate;

    public void Met(string fault) => met.Add(fault);

    public void Log(string line)
    {
        if (log.Count < 20_000)
        {
            log.Add($"{Loop.Now / 10_000.0:0.0} {line}");
        }
    }

    public Task StoreDelay(SimulatedSilo silo) => Task.Delay(TimeSpan.FromMilliseconds(1 + World.Random.Next(20)), silo.Process.Time);

    public async Task<StageStep> StageAsync(SimulatedSilo from, Func<StagePlanState, StagePlanState> change)
    {
        await StoreDelay(from);
        if (Chance(0.1))
        {
            Met("a call to the stage manager failed");
            throw new TimeoutException("no answer");
        }

        stages = change(stages);
        await StoreDelay(from);
        return Chance(0.1) ? throw new TimeoutException("the answer was lost") : StageMachine.Step(stages);
    }

    public void Send(SimulatedSilo from, string device, Action<SimulatedSilo> deliver)
    {
        if (Chance(0.02))
        {
            Met("a message was dropped");
            return;
        }

        Deliver(device, deliver);
        if (Chance(0.02))
        {
            Met("a message was repeated");
            Deliver(device, deliver);
        }
    }

    public async Task<T> CallAsync<T>(SimulatedSilo from, string device, Func<SimulatedSilo, Task<T>> call)
    {
        var reply = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(from, device, target => _ = AnswerAsync(target, call, reply));
        Loop.After(TimeSpan.FromSeconds(5), () => reply.TrySetException(new TimeoutException("no answer")));
        return await reply.Task;
    }

    public void Report(SimulatedSilo from, ReplicaReport report)
    {
        if (Chance(0.02))
        {
            return;
        }

        Loop.After(Latency(), () =>
        {
            foreach (var silo in silos.Values.Where(silo => silo.Run is { HasYielded: false }).ToList())
            {
                silo.Process.Run(() => silo.Run!.Hear(report));
            }
        });
    }

    private async Task AnswerAsync<T>(SimulatedSilo target, Func<SimulatedSilo, Task<T>> call, TaskCompletionSource<T> reply)
    {
        try
        {
            var answer = await call(target);
            if (!Chance(0.02))
            {
                Loop.After(Latency(), () => reply.TrySetResult(answer));
            }
        }
        catch (Exception e)
        {
            Loop.After(Latency(), () => reply.TrySetException(e));
        }
    }

    private void Deliver(string device, Action<SimulatedSilo> deliver)
    {
        // To the start of the silo that lives when the message leaves.
        if (silos.TryGetValue(device.Split('/')[0], out var target))
        {
            Loop.After(Latency(), () => target.Process.Run(() => deliver(target)));
        }
    }

    private TimeSpan Latency() => TimeSpan.FromMilliseconds(Chance(0.02) ? World.Random.Next(3000) : 0.2 + (3 * World.Random.NextDouble()));

    private string Describe()
    {
        var run = silos.Values.Select(silo => silo.Run).FirstOrDefault(run => run is { HasYielded: false });
        return $"{run?.Conductor.Machine.Stance} step {run?.Conductor.Machine.Step} waits for {run?.Conductor.Machine.WaitsFor}; furthest {World.Furthest}; record g{Record.Generation} era {Record.Era}; "
            + string.Join(", ", run?.Conductor.Machine.Reports.Values.Select(report => $"{report.Replica} g{report.Generation} era {report.Era} {report.Phase} at {report.NextStep} {report.Fault} done {string.Join(" ", report.Done.Select(note => note.Id))}") ?? []);
    }
}
