using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Tests.Unit.Elastic.Fast;

/// <summary>In mode fast every slot counts exactly once, whatever members hold, and only slots in no used sum are computed.</summary>
public sealed class FastPlanTests
{
    [Theory]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    [InlineData(2, 5)]
    public void Step_that_nobody_has_begun_is_shared_out_in_member_order(int slots, int members)
    {
        var plan = FastPlan.Create(slots, [.. Enumerable.Repeat<IReadOnlyList<SlotNode>>([], members)]);

        Assert.Equal(Enumerable.Range(0, slots), Enumerable.Range(0, members).SelectMany(plan.Computes));
        Assert.All(Enumerable.Range(0, members), member => Assert.False(plan.Keeps(member)));
        Assert.Equal(Math.Min(slots, members), plan.Contributors.Count);
    }

    [Fact]
    public void Every_slot_counts_once_for_any_holdings()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var (slots, members) = (random.Next(1, 20), random.Next(1, 8));
            List<int>[] held = [.. Enumerable.Range(0, members).Select(_ => Enumerable.Range(0, slots).Where(_ => random.Next(4) == 0).ToList())];
            var plan = FastPlan.Create(slots, [.. held.Select(one => (IReadOnlyList<SlotNode>)[.. one.Select(slot => new SlotNode(slot, slot + 1))])]);

            var counted = Enumerable.Range(0, members).SelectMany(member => (plan.Keeps(member) ? held[member] : []).Concat(plan.Computes(member))).ToList();
            Assert.Equal(Enumerable.Range(0, slots), counted.Order());
            Assert.Equal(held[0].Count > 0, plan.Keeps(0));
            Assert.All(plan.Contributors, member => Assert.True(plan.Keeps(member) || plan.Computes(member).Count > 0));
        }
    }

    [Fact]
    public void Sum_that_shares_a_slot_with_one_before_it_is_left_out_as_a_whole()
    {
        var plan = FastPlan.Create(4, [[new SlotNode(0, 1)], [new SlotNode(0, 1), new SlotNode(1, 2)], [new SlotNode(2, 3)]]);

        Assert.Equal([true, false, true], Enumerable.Range(0, 3).Select(plan.Keeps));
        Assert.Equal([1, 3], Enumerable.Range(0, 3).SelectMany(plan.Computes));
    }

    [Fact]
    public void Slots_outside_of_the_step_are_refused() =>
        Assert.Contains("[4, 5)", Assert.Throws<ArgumentException>(() => FastPlan.Create(4, [[new SlotNode(4, 5)]])).Message, StringComparison.Ordinal);
}
