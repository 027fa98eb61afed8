using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Tests.Unit.Torch;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Steps;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>Lanes leak no tensor, whatever happened to them, and keep their own number of threads.</summary>
[Collection(nameof(LiveTensorCollection))]
public sealed class LaneMemoryTests
{
    [Fact]
    public async Task Live_tensors_are_flat_over_steps_and_back_where_they_were_after_deaths_and_joins()
    {
        var before = LiveTensorCollection.Settled().Native;
        var recipe = TinyRecipe.ReadOnly("pre", ("\"steps\": 8,", "\"steps\": 220,"));
        await using (var cluster = new LaneCluster(new MemoryBlobStore(), recipe))
        {
            await cluster.OpenAsync(2, 0);
            await cluster.StepAsync(0, 0, 2);
            var early = LiveTensorCollection.Settled().Native;
            await cluster.StepAsync(0, 2, 203);
            Assert.Equal(early, LiveTensorCollection.Settled().Native);
            for (var step = 203; step < 207; step++)
            {
                await cluster.ReduceAsync(0, step);
                await cluster.KillAsync(0);
                await cluster.ApplyAsync(0, await cluster.ReduceAsync(0, step, cluster.Poll()));
                await cluster.JoinAsync(0, step + 1);
            }

            Assert.Equal(early, LiveTensorCollection.Settled().Native);
        }

        Assert.Equal(before, LiveTensorCollection.Settled().Native);
    }

    [Fact]
    public async Task Live_tensors_are_flat_in_mode_fast_and_back_where_they_were_after_deaths_and_joins()
    {
        var before = LiveTensorCollection.Settled().Native;
        var recipe = TinyRecipe.ReadOnly("words", ("\"steps\": 6,", "\"steps\": 60,"), ("\"threads\": 1", "\"threads\": 1, \"reduction\": \"fast\""));
        await using (var cluster = new LaneCluster(new MemoryBlobStore(), recipe))
        {
            await cluster.OpenAsync(2, 0);
            await cluster.StepAsync(0, 0, 2);
            var early = LiveTensorCollection.Settled().Native;
            await cluster.StepAsync(0, 2, 43);
            Assert.Equal(early, LiveTensorCollection.Settled().Native);
            for (var step = 43; step < 47; step++)
            {
                await cluster.ReduceAsync(0, step);
                await cluster.KillAsync(0);
                await cluster.ApplyAsync(0, await cluster.ReduceAsync(0, step, cluster.Poll()));
                await cluster.JoinAsync(0, step + 1);
            }

            Assert.Equal(early, LiveTensorCollection.Settled().Native);
        }

        Assert.Equal(before, LiveTensorCollection.Settled().Native);
    }

    [Fact]
    public async Task Each_lane_keeps_its_own_number_of_threads()
    {
        await using var one = new Lane("one");
        await using var two = new Lane("two");
        await one.RunAsync(() => LaneSettings.Apply("cpu", 1));
        await two.RunAsync(() => LaneSettings.Apply("cpu", 2));
        await one.RunAsync(() => ones(200_000).sum().Dispose());

        Assert.Equal(1, await one.RunAsync(get_num_threads));
        Assert.Equal(2, await two.RunAsync(get_num_threads));
    }
}
