using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Tests.Unit.Training.Scheduling;

/// <summary>The order in which slots are added up depends on nothing but their number.</summary>
public sealed class TreeReductionTests
{
    [Theory]
    [InlineData(1, "0")]
    [InlineData(2, "(0+1)")]
    [InlineData(3, "((0+1)+2)")]
    [InlineData(5, "(((0+1)+(2+3))+4)")]
    [InlineData(6, "(((0+1)+(2+3))+(4+5))")]
    [InlineData(7, "(((0+1)+(2+3))+((4+5)+6))")]
    [InlineData(8, "(((0+1)+(2+3))+((4+5)+(6+7)))")]
    public void Tree_splits_at_the_largest_power_of_two(int slots, string expected) =>
        Assert.Equal(expected, Reduce(slots, Enumerable.Range(0, slots), []).Root);

    [Fact]
    public void Tree_is_the_same_for_every_order_of_arrival()
    {
        var random = new Random(7);
        for (var slots = 1; slots <= 33; slots++)
        {
            var expected = Reduce(slots, Enumerable.Range(0, slots), []).Root;
            for (var trial = 0; trial < 8; trial++)
            {
                var order = Enumerable.Range(0, slots).ToArray();
                random.Shuffle(order);
                Assert.Equal(expected, Reduce(slots, order, []).Root);
            }
        }
    }

    [Fact]
    public void Empty_slots_are_skipped_and_not_added()
    {
        Assert.Equal("((1+3)+4)", Reduce(5, Enumerable.Range(0, 5), [0, 2]).Root);
        Assert.Null(Reduce(3, Enumerable.Range(0, 3), [0, 1, 2]).Root);
    }

    [Fact]
    public void Slots_in_order_hold_at_most_twice_the_logarithm()
    {
        for (var slots = 2; slots <= 300; slots++)
        {
            var tree = new TreeReduction<string>(slots, (a, b) => "x");
            for (var slot = 0; slot < slots; slot++)
            {
                tree.Add(slot, "x");
                Assert.True(tree.Held <= 2 * Math.Ceiling(Math.Log2(slots)), $"{tree.Held} held at slot {slot} of {slots}");
            }
        }
    }

    [Fact]
    public void Whole_nodes_of_other_replicas_fit_in()
    {
        var tree = new TreeReduction<string>(7, (a, b) => $"({a}+{b})");
        tree.Add(new SlotNode(4, 7), "right");
        tree.Add(2, "2");
        tree.Add(new SlotNode(0, 2), "left");
        Assert.False(tree.IsComplete);
        tree.Add(3, "3");

        Assert.Equal("((left+(2+3))+right)", tree.Root);
    }

    [Fact]
    public void Slot_that_arrives_twice_and_range_outside_the_tree_are_refused()
    {
        var tree = new TreeReduction<string>(4, (a, b) => a + b);
        tree.Add(0, "0");

        Assert.Throws<InvalidOperationException>(() => tree.Add(0, "0"));
        Assert.Throws<ArgumentException>(() => tree.Add(new SlotNode(1, 3), "x"));
        Assert.Throws<InvalidOperationException>(() => tree.Root);
    }

    private static TreeReduction<string> Reduce(int slots, IEnumerable<int> order, int[] empty)
    {
        var tree = new TreeReduction<string>(slots, (left, right) => $"({left}+{right})");
        foreach (var slot in order)
        {
            tree.Add(slot, empty.Contains(slot) ? null : $"{slot}");
        }

        return tree;
    }
}
