using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <content>Steps: the sum over the slots and its application.</content>
public sealed partial class StandInLane
{
    public Task<ReducedStep> ReduceAsync(ReduceOrder order, CancellationToken cancellationToken) => InTurn(LaneWork.Reducing, order.Generation, async () =>
    {
        if (run is null || lacksState || order.Step != next)
        {
            throw new LaneOrderException($"step {order.Step} was ordered, {next} is next");
        }

        var slots = world.Stages[stage].Slots;
        var owners = Owners(order, slots);
        var room = world.Rooms.GetOrAdd((order.Run, order.Generation, stage, order.Step), _ => new StandInRoom(world, order));
        room.Check(order);
        var computed = 0;
        for (var slot = 0; slot < slots; slot++)
        {
            if (owners[slot] != order.Self)
            {
                continue;
            }

            if (!held.TryGetValue(slot, out var leaf))
            {
                await Delay(world.SlotMilliseconds);
                leaf = held[slot] = StandInMath.Leaf(state, stage, next, slot);
                computed++;
                world.ComputedSlots++;
            }

            Require(order.Generation);
            room.Bring(slot, leaf, order.Self);
        }

        while (!room.IsComplete(slots))
        {
            Require(order.Generation);
            if (order.Members.FirstOrDefault(member => !world.Lanes.TryGetValue(member.Endpoint, out var peer) || peer.IsGone) is { } gone && world.Draw(2) == 0)
            {
                throw new PeerExchangeException(gone.Endpoint, "it is gone.");
            }

            await Delay(3);
        }

        await Delay(2);
        Require(order.Generation);
        var isWrong = FlipsNextSum && order.Members.Count > 1;
        FlipsNextSum &= !isWrong;
        var sum = room.Root(slots) ^ (isWrong ? 2UL : 0);
        root = (next, order.Generation, sum, isWrong);
        return new ReducedStep
        {
            Step = next,
            Generation = order.Generation,
            Checksum = Checksum(sum),
            LossSum = 1,
            LossTokens = 1,
            Samples = slots,
            Tokens = slots,
            SampleDigest = 0,
            Quarantined = world.Bad(stage, next),
            ComputedSlots = computed,
            DataWait = default,
            Compute = default,
            ExchangeWait = default,
        };
    });

    public Task<AppliedStep> ApplyAsync(ApplyOrder order, CancellationToken cancellationToken) => InTurn(LaneWork.Applying, order.Generation, async () =>
    {
        if (order.Step == next && root is { } sum && sum.Step == order.Step && Checksum(sum.Root) == order.Checksum)
        {
            await Delay(2);

            // All who could have told were gone before they did.
            world.IsFooled |= sum.IsWrong && order.Generation > sum.Generation;
            ApplyRoot(sum.Root);
        }
        else if (order.Step != next - 1)
        {
            throw new LaneOrderException($"step {order.Step} cannot be applied, {next} is next");
        }

        return new AppliedStep { Step = order.Step, LearningRate = 0.1, NextStep = next, GradientNorm = 1 };
    });

    // A slot that somebody holds is brought by the first who holds it; the others are dealt out in ranges.
    private static int[] Owners(ReduceOrder order, int slots)
    {
        var owners = Enumerable.Range(0, slots).Select(slot => order.Members.ToList().FindIndex(member => member.Held.Any(node => node.Start <= slot && slot < node.End))).ToArray();
        var open = Enumerable.Range(0, slots).Where(slot => owners[slot] < 0).ToArray();
        for (var i = 0; i < open.Length; i++)
        {
            owners[open[i]] = (int)((long)i * order.Members.Count / open.Length);
        }

        return owners;
    }

    private void ApplyRoot(ulong sum)
    {
        state = StandInMath.Apply(state, sum);
        next++;
        root = null;
        held.Clear();
        if (!IsGone)
        {
            Check("applied");
            world.Furthest = (stage, next).CompareTo(world.Furthest) > 0 ? (stage, next) : world.Furthest;
        }
    }

    private List<SlotNode> Nodes()
    {
        var nodes = new List<SlotNode>();
        Collect(new SlotNode(0, world.Stages[stage].Slots));
        return nodes;

        void Collect(SlotNode node)
        {
            if (Enumerable.Range(node.Start, node.Length).All(held.ContainsKey))
            {
                nodes.Add(node);
            }
            else if (node.Length > 1)
            {
                var (left, right) = node.Split();
                Collect(left);
                Collect(right);
            }
        }
    }

    private long Checksum(ulong sum) => DropsChecksum ? 1 : unchecked((long)sum);
}
