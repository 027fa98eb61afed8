using System.Globalization;
using System.Text;
using ChainOfSight.Storage;
using ChainOfSight.Tensors.Collectives;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>Lanes of one process, driven as a run drives them: reduce, compare, apply; with deaths and joins in between.</summary>
internal sealed class LaneCluster(IBlobStore store, Recipe recipe) : IAsyncDisposable
{
    /// <summary>Guards against a hang only.</summary>
    public static readonly TimeSpan Guard = TimeSpan.FromMinutes(3);

    private readonly ExchangeHub hub = new();
    private int started;

    public IStageDataProvider Data { get; init; } = new TinyData();

    /// <summary>Wraps the exchange of a lane, to plant faults.</summary>
    public Func<IGradientExchange, IGradientExchange> Wrap { get; init; } = exchange => exchange;

    /// <summary>What adds gradients up from device to device in mode fast; default: the memory of the host.</summary>
    public IDeviceCollectives? Collectives { get; init; }

    public List<IReplicaLane> Lanes { get; private set; } = [];

    public long Generation { get; set; } = 1;

    public List<string> Steps { get; } = [];

    public string Run => recipe.Name;

    /// <summary>Starts lanes and opens a stage on them.</summary>
    public async Task<IReadOnlyList<StageMark>> OpenAsync(int replicas, int stage, string? checkpoint = null)
    {
        await store.WriteAsync(RunFiles.Recipe(Run), Encoding.UTF8.GetBytes(RecipeText.Resolve(recipe)), BlobCondition.None);
        while (Lanes.Count < replicas)
        {
            Lanes.Add(await StartAsync());
        }

        return await Task.WhenAll(Lanes.Select(lane => lane.OpenAsync(Order(stage, checkpoint), default))).WaitAsync(Guard);
    }

    public Task<IReplicaLane> StartAsync()
    {
        var factory = new ReplicaLaneFactory(new ReplicaLaneServices { Store = store, Data = Data, Exchange = start => Wrap(new MemoryExchange(hub, start.Incarnation)), Collectives = _ => Collectives });
        var number = Interlocked.Increment(ref started);
        return factory.StartAsync(new LaneStart($"cpu:{number}", $"lane-{number}", Threads: 1), default);
    }

    /// <summary>Does steps with everybody.</summary>
    public async Task StepAsync(int stage, long from, long to)
    {
        for (var step = from; step < to; step++)
        {
            await ApplyAsync(stage, await ReduceAsync(stage, step));
        }
    }

    public async Task<ReducedStep[]> ReduceAsync(int stage, long step, IReadOnlyList<StepHoldings>? polled = null)
    {
        var reduced = await Task.WhenAll(Orders(stage, step, polled).Select((order, i) => Lanes[i].ReduceAsync(order, default))).WaitAsync(Guard);
        Assert.Single(reduced.Select(answer => answer.Checksum).Distinct());
        return reduced;
    }

    public async Task ApplyAsync(int stage, ReducedStep[] reduced)
    {
        var order = new ApplyOrder { Run = Run, StageIndex = stage, Step = reduced[0].Step, Generation = Generation, Checksum = reduced[0].Checksum };
        var applied = await Task.WhenAll(Lanes.Select(lane => lane.ApplyAsync(order, default))).WaitAsync(Guard);
        Assert.Single(applied.Select(answer => answer with { Compute = default }).Distinct());
        Steps.Add(string.Create(CultureInfo.InvariantCulture, $"{applied[0].Step} {applied[0].Loss:R} {applied[0].GradientNorm:R} {applied[0].Skipped} {reduced[0].SampleDigest:x16} {reduced[0].Samples}"));
    }

    /// <summary>One order per lane.</summary>
    public IReadOnlyList<ReduceOrder> Orders(int stage, long step, IReadOnlyList<StepHoldings>? polled = null)
    {
        List<StepMember> members =
        [
            .. Lanes.Select((lane, i) => new StepMember(lane.Info.Device, lane.Info.Incarnation, lane.Info.Endpoint, polled is null || polled[i].NextStep != step ? [] : polled[i].Nodes)),
        ];
        return [.. Enumerable.Range(0, Lanes.Count).Select(self => new ReduceOrder { Run = Run, StageIndex = stage, Step = step, Generation = Generation, Self = self, Members = members })];
    }

    /// <summary>Begins the next generation and asks everybody what they hold.</summary>
    public IReadOnlyList<StepHoldings> Poll()
    {
        Generation++;
        return [.. Lanes.Select(lane =>
        {
            lane.Fence(Generation);
            return lane.Holdings;
        })];
    }

    /// <summary>Ends a lane as if it had died, as far as the others can see.</summary>
    public async Task KillAsync(int index)
    {
        var dead = Lanes[index];
        Lanes.RemoveAt(index);
        await dead.DisposeAsync();
    }

    /// <summary>A new lane takes over the state of the first one.</summary>
    public async Task JoinAsync(int stage, long step, string? checkpoint = null)
    {
        var joiner = await StartAsync();
        await joiner.OpenAsync(Order(stage, checkpoint) with { IsForJoin = true }, default).WaitAsync(Guard);
        var ticket = await Lanes[0].OfferStateAsync(new OfferState(Run, stage, step, Generation), default).WaitAsync(Guard);
        var mark = await joiner.TakeStateAsync(new TakeState(Run, Generation, ticket), default).WaitAsync(Guard);
        Assert.Equal((ticket.StateHash, step), (mark.StateHash, mark.NextStep));
        Lanes.Add(joiner);
    }

    public async Task<string> HashAsync()
    {
        var marks = await Task.WhenAll(Lanes.Select(lane => lane.MarkAsync(default))).WaitAsync(Guard);
        return Assert.Single(marks.Select(mark => mark.StateHash).Distinct());
    }

    public async Task<SavedCheckpoint> SaveAsync(int stage, long step, int lane = 0) =>
        await Lanes[lane].SaveAsync(new SaveOrder(Run, stage, step, Generation, $"saver-{lane}"), default).WaitAsync(Guard);

    public OpenStage Order(int stage, string? checkpoint = null) => new() { Run = Run, Generation = Generation, StageIndex = stage, Checkpoint = checkpoint };

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in Lanes)
        {
            await lane.DisposeAsync();
        }
    }
}
