using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Tests.Unit.Elastic.Reduction;

/// <summary>Every member makes the same plan, and the plan adds every slot once along the canonical tree.</summary>
public sealed class ReductionPlanTests
{
    [Fact]
    public void Fresh_step_gives_each_member_a_range_and_sends_right_halves_left()
    {
        var plan = ReductionPlan.Create(8, [[], [], []]);

        Assert.Equal("0 1|2 3 4|5 6 7", string.Join("|", Enumerable.Range(0, 3).Select(member => string.Join(" ", plan.Computes(member)))));
        Assert.Equal(0, plan.RootOwner);
        Assert.Equal(
            [(new SlotNode(2, 4), 1, 0), (new SlotNode(5, 6), 2, 1), (new SlotNode(6, 8), 2, 1), (new SlotNode(4, 8), 1, 0), (plan.Root, 0, 1), (plan.Root, 0, 2)],
            plan.Transfers.Select(transfer => (transfer.Node, transfer.From, transfer.To)));
    }

    [Fact]
    public void Largest_held_node_wins_and_what_is_inside_is_left_alone()
    {
        var plan = ReductionPlan.Create(8, [[new(0, 2), new(4, 5)], [new(0, 4)], [new(2, 4), new(5, 6)]]);

        Assert.Equal([new SlotNode(0, 4)], plan.Uses(1));
        Assert.Equal([new SlotNode(4, 5)], plan.Uses(0));
        Assert.Equal([new SlotNode(5, 6)], plan.Uses(2));
        Assert.Equal([6, 7], Enumerable.Range(0, 3).SelectMany(plan.Computes));
    }

    [Fact]
    public void Held_root_is_sent_to_those_without_it_and_nothing_is_computed()
    {
        var plan = ReductionPlan.Create(4, [[new(0, 2)], [new(0, 4)], [new(0, 4)]]);

        Assert.Equal([new NodeTransfer(plan.Root, 1, 0)], plan.Transfers);
        Assert.All(Enumerable.Range(0, 3), member => Assert.Empty(plan.Computes(member)));
    }

    [Fact]
    public void More_members_than_slots_leaves_some_without_work_but_not_without_the_root()
    {
        var plan = ReductionPlan.Create(2, [[], [], [], []]);

        Assert.Equal(2, Enumerable.Range(0, 4).Sum(member => plan.Computes(member).Count));
        Assert.Equal(3, plan.Transfers.Count(transfer => transfer.Node == plan.Root));
    }

    [Fact]
    public void Range_that_is_no_node_is_refused() => Assert.Throws<ArgumentException>(() => ReductionPlan.Create(8, [[new(1, 3)]]));

    [Fact]
    public void Any_holdings_add_up_to_the_canonical_tree_with_every_slot_once()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var slots = random.Next(1, 65);
            List<IReadOnlyList<SlotNode>> holdings = [.. Enumerable.Range(0, random.Next(1, 10)).Select(_ => RandomNodes(new SlotNode(0, slots), random))];
            var plan = ReductionPlan.Create(slots, holdings);

            Assert.Equal(Canonical(new SlotNode(0, slots)), Execute(plan, holdings));
            var covered = holdings.SelectMany(nodes => nodes).SelectMany(node => Enumerable.Range(node.Start, node.Length)).ToHashSet();
            Assert.Equal(Enumerable.Range(0, slots).Where(slot => !covered.Contains(slot)), Enumerable.Range(0, holdings.Count).SelectMany(plan.Computes).Order());
        }
    }

    /// <summary>What the sum of a node looks like.</summary>
    internal static string Canonical(SlotNode node) =>
        node.Length == 1 ? $"{node.Start}" : $"({Canonical(node.Split().Left)}+{Canonical(node.Split().Right)})";

    // Nodes of the tree, none inside another.
    private static List<SlotNode> RandomNodes(SlotNode node, Random random) => random.Next(3) switch
    {
        0 => [],
        1 => [node],
        _ when node.Length == 1 => [],
        _ => [.. RandomNodes(node.Split().Left, random), .. RandomNodes(node.Split().Right, random)],
    };

    private static string Execute(ReductionPlan plan, List<IReadOnlyList<SlotNode>> holdings)
    {
        var values = Enumerable.Range(0, holdings.Count).Select(member => plan.Uses(member).Union(holdings[member].Where(node => node == plan.Root)).Concat(plan.Computes(member).Select(slot => new SlotNode(slot, slot + 1)))
            .ToDictionary(node => node, Canonical)).ToList();
        foreach (var transfer in plan.Transfers)
        {
            Merge(values[transfer.From], plan.Slots);
            values[transfer.To][transfer.Node] = values[transfer.From][transfer.Node];
        }

        values.ForEach(held => Merge(held, plan.Slots));
        return Assert.Single(values.Select(held => held[plan.Root]).Distinct());
    }

    private static void Merge(Dictionary<SlotNode, string> held, int slots)
    {
        while (held.Keys.FirstOrDefault(node => node.Family(slots) is var (parent, right) && right.Start > node.Start && held.ContainsKey(right) && !held.ContainsKey(parent)) is { Length: > 0 } left)
        {
            var (parent, right) = left.Family(slots)!.Value;
            held[parent] = $"({held[left]}+{held[right]})";
        }
    }
}
