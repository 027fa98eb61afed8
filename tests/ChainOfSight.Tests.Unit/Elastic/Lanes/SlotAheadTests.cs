using System.Collections.Concurrent;
using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Slots;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>A lane reads its own slots ahead, no more than a bounded number, and no others.</summary>
public sealed class SlotAheadTests
{
    [Fact]
    public async Task Own_slots_of_this_step_and_the_next_are_read_ahead_and_no_more_than_fit()
    {
        var data = new Recorded();
        await using var ahead = new SlotAhead(data, steps: 100);
        ahead.Foresee(5, [2, 3, 4, 5, 6, 7], new SlotRange(2, 6));
        Assert.Equal(6, ahead.Count);
        Assert.Equal((2, 6), data.Served);

        foreach (var slot in Enumerable.Range(2, 6))
        {
            Assert.Equal(slot, (await ahead.TakeAsync(5, slot, default)).ImageSide);
            Assert.True(ahead.Count <= 6);
        }

        ahead.Foresee(6, [2, 3, 4, 5, 6, 7], new SlotRange(2, 6));
        await ahead.TakeAsync(6, 2, default);
        Assert.All(data.Reads, read => Assert.InRange(read.Slot, 2, 7));
        Assert.Equal(data.Reads.Count, data.Reads.Distinct().Count());
    }

    [Fact]
    public async Task Slots_of_a_member_that_died_are_read_when_they_are_asked_for_and_the_last_step_has_no_next()
    {
        var data = new Recorded();
        await using var ahead = new SlotAhead(data, steps: 6);
        ahead.Foresee(5, [0, 1], new SlotRange(0, 2));

        Assert.Equal(7, (await ahead.TakeAsync(5, 7, default)).ImageSide);
        await ahead.TakeAsync(5, 0, default);
        await ahead.TakeAsync(5, 1, default);
        Assert.Equal(0, ahead.Count);
        Assert.Equal([(5, 0), (5, 1), (5, 7)], data.Reads.Order());
    }

    [Fact]
    public async Task Failed_read_comes_out_at_its_slot_and_is_tried_anew_when_asked_again()
    {
        var data = new Recorded { Fails = 1 };
        await using var ahead = new SlotAhead(data, steps: 6);
        ahead.Foresee(5, [0], new SlotRange(0, 0));

        await Assert.ThrowsAsync<IOException>(() => ahead.TakeAsync(5, 0, default));
        Assert.Equal(0, (await ahead.TakeAsync(5, 0, default)).ImageSide);
    }

    private sealed class Recorded : IStageData
    {
        private int fails;

        public int Fails { init => fails = value; }

        public ConcurrentBag<(long Step, int Slot)> Reads { get; } = [];

        public (int First, int Count) Served { get; private set; }

        public IReadOnlyList<string> Classes => [];

        public Task<SlotBatch> ReadAsync(long step, int slot, CancellationToken cancellationToken)
        {
            Reads.Add((step, slot));
            return Interlocked.Decrement(ref fails) >= 0
                ? Task.FromException<SlotBatch>(new IOException("the store is away"))
                : Task.FromResult(new SlotBatch { Positions = [], SampleIds = [], ImageSide = slot });
        }

        public void Serve(int first, int count) => Served = (first, count);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
