using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Tests.Unit.Elastic.Reduction;

/// <summary>Members that die at any point of a reduction leave the rest with the canonical sum, and only lost slots are computed again.</summary>
public sealed class StepReductionTests
{
    [Fact]
    public void Survivors_of_random_deaths_end_with_the_canonical_sum_and_compute_only_what_was_lost()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            new Cluster(new Random(seed)).Run();
        }
    }

    [Fact]
    public void Fenced_generation_starts_no_slot_takes_no_node_and_keeps_what_was_in_work()
    {
        var step = new StepReduction<string>(4, (left, right) => $"({left}+{right})", _ => { });
        step.Start(ReductionPlan.Create(4, [[], []]), 0, 1);
        Assert.True(step.Promise(1, 0));
        step.Fence(2);

        Assert.Equal([new SlotNode(0, 1)], step.Nodes);
        Assert.False(step.Promise(1, 1));
        Assert.Null(step.Receive(1, new SlotNode(2, 4), "(2+3)"));
        Assert.Empty(step.Keep(1, 0, "0"));
        Assert.Equal([new SlotNode(0, 1)], step.Nodes);
        Assert.Null(step.Start(ReductionPlan.Create(4, [[]]), 0, 1));
    }

    [Fact]
    public void Plan_that_counts_on_what_is_not_held_is_refused()
    {
        var step = new StepReduction<string>(2, (left, right) => left + right, _ => { });

        Assert.Throws<InvalidOperationException>(() => step.Start(ReductionPlan.Create(2, [[new(0, 1)]]), 0, 1));
    }

    private sealed class Cluster(Random random)
    {
        private readonly int slots = random.Next(1, 65);
        private readonly List<(NodeTransfer Transfer, StepReduction<string> To, string Value)> network = [];
        private readonly Dictionary<StepReduction<string>, Queue<int>> work = [];
        private List<StepReduction<string>> members = [];
        private ReductionPlan plan = null!;
        private long generation;

        public void Run()
        {
            members = [.. Enumerable.Range(0, random.Next(1, 10)).Select(_ => new StepReduction<string>(slots, (left, right) => $"({left}+{right})", _ => { }))];
            Regroup();
            while (members.Any(member => member.Root is null))
            {
                if (members.Count > 1 && random.Next(25) == 0)
                {
                    Kill();
                }
                else
                {
                    Advance();
                }
            }

            Assert.All(members, member => Assert.Equal(ReductionPlanTests.Canonical(new SlotNode(0, slots)), member.Root));
        }

        private void Advance()
        {
            var busy = members.Where(member => work[member].Count > 0).ToList();
            if (network.Count > 0 && (busy.Count == 0 || random.Next(2) == 0))
            {
                var at = random.Next(network.Count);
                var (transfer, to, value) = network[at];
                network.RemoveAt(at);
                Send(to, to.Receive(generation, transfer.Node, value)!);
                return;
            }

            var member = busy[random.Next(busy.Count)];
            var slot = work[member].Dequeue();
            Assert.True(member.Promise(generation, slot));
            Send(member, member.Keep(generation, slot, $"{slot}"));
        }

        private void Kill()
        {
            members.RemoveAt(random.Next(members.Count));
            network.Clear();
            var inWork = members.Where(member => work[member].Count > 0 && random.Next(2) == 0).Select(member => (Member: member, Slot: work[member].Dequeue())).ToList();
            inWork.ForEach(entry => Assert.True(entry.Member.Promise(generation, entry.Slot)));
            var old = generation;
            members.ForEach(member => member.Fence(generation + 1));
            var answers = members.ToDictionary(member => member, member => member.Nodes);
            inWork.ForEach(entry => Assert.Empty(entry.Member.Keep(old, entry.Slot, $"{entry.Slot}")));
            if (random.Next(3) == 0)
            {
                // A joiner, which holds nothing.
                members.Add(new StepReduction<string>(slots, (left, right) => $"({left}+{right})", _ => { }));
            }

            Assert.All(members, member => Assert.Equal(answers.GetValueOrDefault(member, []), member.Nodes));
            Regroup();
        }

        private void Regroup()
        {
            generation++;
            plan = ReductionPlan.Create(slots, [.. members.Select(member => member.Nodes)]);
            for (var i = 0; i < members.Count; i++)
            {
                work[members[i]] = new Queue<int>(plan.Computes(i));
                Assert.All(plan.Computes(i), slot => Assert.DoesNotContain(members, member => member.Nodes.Any(node => node.Start <= slot && slot < node.End)));
            }

            foreach (var (member, i) in members.Select((member, i) => (member, i)))
            {
                Send(member, member.Start(plan, i, generation)!);
            }
        }

        private void Send(StepReduction<string> from, IReadOnlyList<NodeTransfer> sends) =>
            network.AddRange(sends.Select(transfer => (transfer, members[transfer.To], from[transfer.Node])));
    }
}
