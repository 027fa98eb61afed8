using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>Whatever a seed does to the lanes of a stage, it ends with the bits of the undisturbed one.</summary>
public sealed class LaneScheduleTests
{
    private const int Steps = 12;
    private static readonly Recipe Recipe = TinyRecipe.ReadOnly("words", ("\"steps\": 6, \"slots\": 3", $"\"steps\": {Steps}, \"slots\": 6"));

    [Fact]
    public async Task Stages_disturbed_by_seed_end_with_the_bits_of_the_undisturbed_one()
    {
        await using var whole = new LaneCluster(new MemoryBlobStore(), Recipe);
        await whole.OpenAsync(1, 0);
        await whole.StepAsync(0, 0, Steps);
        var hash = await whole.HashAsync();
        for (var seed = 0; seed < 12; seed++)
        {
            await using var schedule = new Schedule(seed);
            await schedule.RunAsync();

            Assert.Equal((seed, string.Join("\n", whole.Steps)), (seed, string.Join("\n", schedule.Cluster.Steps)));
            Assert.Equal((seed, hash), (seed, await schedule.Cluster.HashAsync()));
        }
    }

    private sealed class Schedule(int seed) : IAsyncDisposable
    {
        private readonly Random random = new(seed);
        private string? checkpoint;
        private int saved;

        public LaneCluster Cluster { get; } = new(new MemoryBlobStore(), Recipe);

        public async Task RunAsync()
        {
            await Cluster.OpenAsync(random.Next(1, 5), 0);
            for (var step = 0L; step < Steps; step++)
            {
                switch (random.Next(7))
                {
                    case 0:
                        await DisturbAsync(step, dies: false);
                        break;
                    case 1 or 2 when Cluster.Lanes.Count > 1:
                        await DisturbAsync(step, dies: true);
                        break;
                    case 3 when Cluster.Lanes.Count < 5:
                        await Cluster.StepAsync(0, step, step + 1);
                        await Cluster.JoinAsync(0, step + 1);
                        break;
                    case 4:
                        await Cluster.StepAsync(0, step, step + 1);
                        (checkpoint, saved) = ((await Cluster.SaveAsync(0, step + 1, random.Next(Cluster.Lanes.Count))).Name.Folder, (int)step + 1);
                        break;
                    case 5:
                        await RestartAsync();
                        step = saved - 1;
                        break;
                    default:
                        await Cluster.StepAsync(0, step, step + 1);
                        break;
                }
            }
        }

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();

        // The generation changes while the step is reduced, somewhere; perhaps because a lane died.
        private async Task DisturbAsync(long step, bool dies)
        {
            var orders = Cluster.Orders(0, step);
            var reducing = Task.WhenAll(Cluster.Lanes.Select((lane, i) => lane.ReduceAsync(orders[i], default)));
            for (var turns = random.Next(400); turns > 0; turns--)
            {
                await Task.Yield();
            }

            if (dies)
            {
                await Cluster.KillAsync(random.Next(Cluster.Lanes.Count));
            }

            var polled = Cluster.Poll();
            await ((Task)reducing).WaitAsync(LaneCluster.Guard).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var reduced = await Cluster.ReduceAsync(0, step, polled);
            var lost = Recipe.Stages[0].Slots - polled.SelectMany(holding => holding.Nodes).SelectMany(node => Enumerable.Range(node.Start, node.Length)).Distinct().Count();
            Assert.Equal((seed, step, lost), (seed, step, reduced.Sum(answer => answer.ComputedSlots)));
            await Cluster.ApplyAsync(0, reduced);
        }

        // Everybody dies: the newest checkpoint, a new generation, the same steps again.
        private async Task RestartAsync()
        {
            while (Cluster.Lanes.Count > 0)
            {
                await Cluster.KillAsync(0);
            }

            Cluster.Generation++;
            Cluster.Steps.RemoveRange(saved, Cluster.Steps.Count - saved);
            await Cluster.OpenAsync(random.Next(1, 5), 0, checkpoint);
        }
    }
}
