using ChainOfSight.Data.Mixing;
using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Slots;

namespace ChainOfSight.Tests.Unit.Slots;

/// <summary>The global batch of a step is the same whoever computes it, and a position says everything about the loader.</summary>
public sealed class SlotPlanTests
{
    [Fact]
    public void Global_batch_is_the_same_for_one_to_sixty_four_replicas()
    {
        var order = Order();
        foreach (var slots in new[] { 1, 4, 16, 23, 64 })
        {
            var plan = new SlotPlan(slots, 3);
            for (var step = 0L; step < 3; step++)
            {
                var reference = Batch(order, plan, step, 1);
                Assert.Equal(Enumerable.Range(0, slots * 3).Select(i => order.At((step * slots * 3) + i)), reference);
                for (var replicas = 2; replicas <= 64; replicas++)
                {
                    Assert.Equal(reference, Batch(order, plan, step, replicas));
                }
            }
        }
    }

    [Fact]
    public void Ranges_of_replicas_cover_the_slots_once_and_differ_by_one()
    {
        for (var slots = 1; slots <= 40; slots++)
        {
            for (var replicas = 1; replicas <= 64; replicas++)
            {
                var ranges = Enumerable.Range(0, replicas).Select(replica => SlotRange.Of(slots, replica, replicas)).ToList();
                Assert.Equal(Enumerable.Range(0, slots), ranges.SelectMany(range => Enumerable.Range(range.First, range.Count)));
                Assert.InRange(ranges.Max(range => range.Count) - ranges.Min(range => range.Count), 0, 1);
            }
        }
    }

    [Fact]
    public void Plan_that_begins_at_a_saved_position_continues_the_order()
    {
        var plan = new SlotPlan(4, 8);
        var resumed = new SlotPlan(4, 8, plan.PositionOf(10));
        Assert.Equal(plan.PositionOf(13, 2), resumed.PositionOf(3, 2));
        Assert.Equal(320, plan.PositionOf(10));
    }

    [Fact]
    public void Steps_of_an_epoch_repeat_and_miss_no_sample()
    {
        var order = Order();
        var plan = new SlotPlan(5, 4);
        var addresses = Enumerable.Range(0, 150).SelectMany(step => Batch(order, plan, step, 7)).ToList();
        foreach (var source in addresses.GroupBy(address => address.Source))
        {
            foreach (var epoch in source.GroupBy(address => address.Epoch).SkipLast(1))
            {
                Assert.Equal(source.Key == 0 ? 140 : 55, epoch.Count());
                Assert.Equal(epoch.Count(), epoch.Distinct().Count());
            }
        }
    }

    [Fact]
    public void Slot_outside_the_step_is_refused()
    {
        var plan = new SlotPlan(4, 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.PositionOf(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.PositionOf(-1, 0));
        Assert.Throws<OverflowException>(() => plan.PositionOf(long.MaxValue / 2, 0));
    }

    private static SampleOrder Order() => new(
        new MixturePattern([0.8, 0.2]), [new SourceOrder(1, "a", [40, 70, 30], 2), new SourceOrder(1, "b", [25, 30], 2)]);

    private static List<SampleAddress> Batch(SampleOrder order, SlotPlan plan, long step, int replicas) =>
    [
        .. from replica in Enumerable.Range(0, replicas)
           let range = SlotRange.Of(plan.SlotsPerStep, replica, replicas)
           from slot in Enumerable.Range(range.First, range.Count)
           from place in Enumerable.Range(0, plan.SamplesPerSlot)
           select order.At(plan.PositionOf(step, slot) + place),
    ];
}
