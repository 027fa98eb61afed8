using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>One exchange: the slots that members brought to it.</summary>
public sealed class StandInRoom(StandInWorld world, ReduceOrder first)
{
    private readonly Dictionary<int, (ulong Leaf, int By)> leaves = [];
    private readonly string members = Describe(first);

    /// <summary>Whether all slots are there.</summary>
    public bool IsComplete(int slots)
    {
        lock (leaves)
        {
            return leaves.Count == slots;
        }
    }

    /// <summary>Members that were told different things must not sum together.</summary>
    public void Check(ReduceOrder order)
    {
        if (Describe(order) != members)
        {
            world.Violate($"generation {order.Generation}, step {order.Step}: members were told different things");
        }
    }

    public void Bring(int slot, ulong leaf, int by)
    {
        lock (leaves)
        {
            if (leaves.TryGetValue(slot, out var known) && (known.Leaf != leaf || known.By != by))
            {
                world.Violate($"slot {slot} was brought twice, by members {known.By} and {by}");
            }

            leaves[slot] = (leaf, by);
        }
    }

    public ulong Root(int slots) => StandInMath.Tree(0, slots, slot => leaves[slot].Leaf);

    private static string Describe(ReduceOrder order) =>
        string.Join(";", order.Members.Select(member => $"{member.Replica}/{member.Incarnation}:{string.Join(",", member.Held)}"));
}
