using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: a method may return a sequence; it is read in batches, ends when the reader stops, and never blocks the grain.</summary>
public sealed class SequenceTests : ProbeTest
{
    [Fact]
    public async Task Sequence_arrives_whole_and_in_order_at_the_client()
    {
        var cluster = await Start(2);
        var items = await Read(cluster.Client.GetGrain<IProbeGrain>(cluster.Silos[0].GrainFactory.Plain("s").GetGrainId()).Count(250, null)).OrDeadlock();
        Assert.Equal(Enumerable.Range(0, 250), items);
    }

    [Fact]
    public async Task Items_come_as_they_are_made_and_the_grain_serves_others_meanwhile()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("s");
        await using var items = grain.Count(3, "item").GetAsyncEnumerator();
        for (var i = 0; i < 3; i++)
        {
            var next = items.MoveNextAsync().AsTask();
            await Gates.Entered($"item {i}");
            Assert.Equal(i + 1, await grain.Add(1).OrDeadlock());
            Gates.Open($"item {i}");
            Assert.True(await next.OrDeadlock());
            Assert.Equal(i, items.Current);
        }

        Assert.False(await items.MoveNextAsync().AsTask().OrDeadlock());
    }

    [Fact]
    public async Task Reader_that_stops_early_ends_the_sequence_in_the_grain()
    {
        var cluster = await Start();
        await foreach (var item in cluster.Silos[0].GrainFactory.Plain("s").Count(1000, null).WithBatchSize(1))
        {
            if (item == 3)
            {
                break;
            }
        }

        await Deadlock.Until(() => Gates.Counted("sequence of s ended") == 1, "the sequence has ended in the grain");
    }

    [Fact]
    public async Task Sequence_of_an_activation_that_ended_is_aborted()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("s");
        await using var items = grain.Count(1000, null).WithBatchSize(1).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().AsTask().OrDeadlock());
        await grain.EndWhenIdle().OrDeadlock();
        await Assert.ThrowsAsync<EnumerationAbortedException>(async () => await items.MoveNextAsync().AsTask().OrDeadlock());
    }

    private static async Task<List<int>> Read(IAsyncEnumerable<int> items)
    {
        var read = new List<int>();
        await foreach (var item in items.WithBatchSize(40))
        {
            read.Add(item);
        }

        return read;
    }
}
