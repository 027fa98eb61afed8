using System.Text;
using ChainOfSight.Storage;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Benchmarks.Lanes;

/// <summary>The lanes of one run in this process, driven as the run drives them but without its messages: reduce, compare, apply.</summary>
internal sealed class LaneGroup : IAsyncDisposable
{
    private const long Generation = 1;
    private readonly string run;
    private readonly List<IReplicaLane> lanes = [];

    private LaneGroup(string run) => this.run = run;

    /// <summary>Step that is done next.</summary>
    public long Step { get; private set; }

    /// <summary>What the lanes reported since the group was opened, all lanes together.</summary>
    public LaneTimes Times { get; private set; }

    /// <summary>Starts lanes with one thread each and opens the run's one stage.</summary>
    public static async Task<LaneGroup> OpenAsync(IBlobStore store, Recipe recipe, int replicas)
    {
        var group = new LaneGroup(recipe.Name);
        await store.WriteAsync(RunFiles.Recipe(recipe.Name), Encoding.UTF8.GetBytes(RecipeText.Resolve(recipe)), BlobCondition.None);
        var hub = new ExchangeHub();
        var factory = new ReplicaLaneFactory(new ReplicaLaneServices { Store = store, Data = new CountingData(), Exchange = start => new MemoryExchange(hub, start.Incarnation) });
        for (var i = 0; i < replicas; i++)
        {
            group.lanes.Add(await factory.StartAsync(new LaneStart($"cpu:{i}", $"{recipe.Name}-{i}", Threads: 1), default));
        }

        await Task.WhenAll(group.lanes.Select(lane => lane.OpenAsync(new OpenStage { Run = group.run, Generation = Generation, StageIndex = 0 }, default)));
        return group;
    }

    /// <summary>Does a step.</summary>
    public async Task StepAsync() => await ApplyAsync(await ReduceAsync());

    /// <summary>Reduces the next step and compares checksums.</summary>
    public async Task<long> ReduceAsync()
    {
        List<StepMember> members = [.. lanes.Select(lane => new StepMember(lane.Info.Device, lane.Info.Incarnation, lane.Info.Endpoint, []))];
        var reduced = await Task.WhenAll(lanes.Select((lane, self) => lane.ReduceAsync(
            new ReduceOrder { Run = run, StageIndex = 0, Step = Step, Generation = Generation, Self = self, Members = members }, default)));
        foreach (var answer in reduced)
        {
            Times += new LaneTimes(answer.Compute, answer.DataWait, answer.ExchangeWait, TimeSpan.Zero);
        }

        return reduced.Select(answer => answer.Checksum).Distinct().Count() == 1
            ? reduced[0].Checksum
            : throw new InvalidOperationException($"The replicas' sums of step {Step} differ.");
    }

    /// <summary>Applies the reduced step.</summary>
    public async Task ApplyAsync(long checksum)
    {
        var order = new ApplyOrder { Run = run, StageIndex = 0, Step = Step, Generation = Generation, Checksum = checksum };
        foreach (var applied in await Task.WhenAll(lanes.Select(lane => lane.ApplyAsync(order, default))))
        {
            Times += new LaneTimes(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, applied.Compute);
        }

        Step++;
    }

    /// <summary>Writes a checkpoint from the first lane.</summary>
    public Task<SavedCheckpoint> SaveAsync() => lanes[0].SaveAsync(new SaveOrder(run, 0, Step, Generation, "benchmark"), default);

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
        {
            await lane.DisposeAsync();
        }
    }
}
