using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>A lane that dies at any point of a step leaves the others with the step's bits, and only slots that nobody holds are computed again.</summary>
public sealed class LaneDeathTests
{
    private const int Points = 10;
    private const int Lanes = 4;
    private static readonly Recipe Recipe = TinyRecipe.ReadOnly(
        "words", ("\"steps\": 6, \"slots\": 3", $"\"steps\": {(Points + 2) * Lanes}, \"slots\": 7"));

    [Fact]
    public async Task Death_at_every_point_of_a_step_changes_no_bit_and_repeats_no_held_slot()
    {
        await using var whole = new LaneCluster(new MemoryBlobStore(), Recipe);
        await whole.OpenAsync(1, 0);
        await whole.StepAsync(0, 0, (Points + 2) * Lanes);

        var mortals = new Dictionary<string, MortalExchange>();
        await using var cluster = new LaneCluster(new MemoryBlobStore(), Recipe)
        {
            Wrap = exchange =>
            {
                lock (mortals)
                {
                    return mortals[exchange.Endpoint] = new MortalExchange(exchange);
                }
            },
        };
        await cluster.OpenAsync(Lanes, 0);
        var step = 0L;
        var recomputed = 0;
        for (var point = -1; point <= Points; point++)
        {
            for (var victim = 0; victim < Lanes; victim++, step++)
            {
                recomputed += await DieAsync(cluster, mortals[cluster.Lanes[victim].Info.Endpoint], victim, point, step);
                await cluster.JoinAsync(0, step + 1);
            }
        }

        Assert.Equal(whole.Steps, cluster.Steps);
        Assert.Equal(await whole.HashAsync(), await cluster.HashAsync());
        Assert.InRange(recomputed, 1, 2 * (Points + 2) * Lanes);
    }

    [Fact]
    public async Task Step_that_one_member_applied_before_it_died_is_applied_by_the_others_with_the_root_they_hold()
    {
        await using var cluster = new LaneCluster(new MemoryBlobStore(), Recipe);
        await cluster.OpenAsync(3, 0);
        await cluster.StepAsync(0, 0, 1);
        var reduced = await cluster.ReduceAsync(0, 1);
        var apply = new ApplyOrder { Run = cluster.Run, StageIndex = 0, Step = 1, Generation = cluster.Generation, Checksum = reduced[0].Checksum };
        await cluster.Lanes[1].ApplyAsync(apply, default);
        await cluster.KillAsync(2);

        var polled = cluster.Poll();

        Assert.Equal([1, 2], polled.Select(holding => holding.NextStep));
        Assert.Equal(reduced[0].Checksum, polled[0].Reduced!.Checksum);
        await cluster.Lanes[0].ApplyAsync(apply with { Generation = cluster.Generation }, default);
        Assert.Equal(2, (await cluster.Lanes[1].ApplyAsync(apply with { Generation = cluster.Generation }, default)).NextStep);
        await cluster.StepAsync(0, 2, 3);
        await cluster.HashAsync();
    }

    [Fact]
    public async Task Stale_orders_are_refused_by_every_kind_and_change_nothing()
    {
        await using var cluster = new LaneCluster(new MemoryBlobStore(), Recipe) { Generation = 4 };
        await cluster.OpenAsync(1, 0);
        var reduced = await cluster.ReduceAsync(0, 0);
        var hash = await cluster.HashAsync();
        var lane = cluster.Lanes[0];
        lane.Fence(5);
        lane.Fence(2);

        var refused = new Func<Task>[]
        {
            () => lane.OpenAsync(cluster.Order(0), default),
            () => lane.ReduceAsync(cluster.Orders(0, 0)[0], default),
            () => lane.ApplyAsync(new ApplyOrder { Run = "tiny", StageIndex = 0, Step = 0, Generation = 4, Checksum = reduced[0].Checksum }, default),
            () => lane.SaveAsync(new SaveOrder("tiny", 0, 0, 4, "me"), default),
            () => lane.MeasureAsync(new MeasureOrder("tiny", 0, 4, 8, 0, 1), default),
            () => lane.TransformAsync(new TransformOrder("tiny", 4, 0, null, "me"), default),
            () => lane.EvaluateAsync(new EvaluateOrder("tiny", 0, 4), default),
            () => lane.OfferStateAsync(new OfferState("tiny", 0, 0, 4), default),
        };
        foreach (var order in refused)
        {
            Assert.Equal((4, 5), await Assert.ThrowsAsync<StaleGenerationException>(order) is var error ? (error.Generation, error.Current) : default);
        }

        Assert.Equal(hash, await cluster.HashAsync());
        Assert.Equal(reduced[0].Checksum, lane.Holdings.Reduced!.Checksum);
        await Assert.ThrowsAsync<LaneOrderException>(() => lane.ApplyAsync(new ApplyOrder { Run = "tiny", StageIndex = 0, Step = 0, Generation = 5, Checksum = reduced[0].Checksum + 1 }, default));
        await Assert.ThrowsAsync<LaneOrderException>(() => lane.ReduceAsync(cluster.Orders(0, 1)[0] with { Generation = 5 }, default));
        await Assert.ThrowsAsync<LaneOrderException>(() => lane.ReduceAsync(cluster.Orders(0, 0)[0] with { Generation = 5, Run = "other" }, default));
    }

    [Fact]
    public async Task Repeated_orders_give_the_same_answer_and_do_nothing_again()
    {
        await using var cluster = new LaneCluster(new MemoryBlobStore(), Recipe);
        await cluster.OpenAsync(2, 0);
        var first = await cluster.ReduceAsync(0, 0);

        Assert.Equal(first, await cluster.ReduceAsync(0, 0));
        await cluster.ApplyAsync(0, first);
        var hash = await cluster.HashAsync();
        await cluster.ApplyAsync(0, first);

        Assert.Equal(hash, await cluster.HashAsync());
        Assert.Equal(cluster.Steps[0], cluster.Steps[1]);
    }

    // −1: the victim is never asked. 0 to N: it falls silent at that operation of its exchange. Where it has fewer: it dies after it has reduced.
    private static async Task<int> DieAsync(LaneCluster cluster, MortalExchange mortal, int victim, int point, long step)
    {
        mortal.DieAfter(point < 0 ? 0 : point);
        var orders = cluster.Orders(0, step);
        var reducing = cluster.Lanes.Select((lane, i) => i == victim && point < 0 ? null : lane.ReduceAsync(orders[i], default)).OfType<Task<ReducedStep>>().ToList();
        var all = Task.WhenAll(reducing);
        if (point >= 0)
        {
            await Task.WhenAny(all, mortal.Died.Task).WaitAsync(LaneCluster.Guard);
        }

        await cluster.KillAsync(victim);
        var polled = cluster.Poll();
        await ((Task)all).WaitAsync(LaneCluster.Guard).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (polled.All(holding => holding.Reduced is not null) && reducing.FirstOrDefault(task => task.IsCompletedSuccessfully) is { } answered)
        {
            // All hold the root: it is applied on the poll's word, and nothing is reduced again.
            await cluster.ApplyAsync(0, [await answered]);
            return 0;
        }

        var held = polled.SelectMany(holding => holding.Nodes).SelectMany(node => Enumerable.Range(node.Start, node.Length)).ToHashSet();
        var again = await cluster.ReduceAsync(0, step, polled);
        Assert.Equal(7 - held.Count, again.Sum(answer => answer.ComputedSlots));
        await cluster.ApplyAsync(0, again);
        return 7 - held.Count;
    }
}
