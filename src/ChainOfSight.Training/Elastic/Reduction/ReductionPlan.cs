using ChainOfSight.Data.Slots;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Who computes, merges and sends what in one reduction: a pure function of the number of slots and of what each member holds, so that every
/// member makes the same plan by itself.
/// </summary>
/// <remarks>
/// <para>The largest held node wins; what is held inside of it is left alone, so that no slot counts twice. Slots that nobody holds are
/// computed: consecutive shares in member order, which in a step that nobody has begun are the members' ranges.</para>
/// <para>A node is merged by the owner of its left half, to which the right half is sent. The root goes from its owner to all.</para>
/// </remarks>
public sealed class ReductionPlan
{
    private readonly Dictionary<SlotNode, int> owners = [];
    private readonly List<SlotNode>[] uses;
    private readonly List<int>[] computes;
    private readonly List<NodeTransfer> transfers = [];

    private ReductionPlan(int slots, int members)
    {
        Slots = slots;
        uses = [.. Enumerable.Range(0, members).Select(_ => new List<SlotNode>())];
        computes = [.. Enumerable.Range(0, members).Select(_ => new List<int>())];
    }

    /// <summary>Slots of the step.</summary>
    public int Slots { get; }

    /// <summary>The whole step.</summary>
    public SlotNode Root => new(0, Slots);

    /// <summary>Index of the member that merges the root.</summary>
    public int RootOwner => owners[Root];

    /// <summary>Every transfer, the root's included.</summary>
    public IReadOnlyList<NodeTransfer> Transfers => transfers;

    /// <summary>Makes the plan.</summary>
    /// <param name="slots">Slots of the step, at least 1.</param>
    /// <param name="holdings">For each member, in order, the nodes that it holds.</param>
    /// <exception cref="ArgumentException">A range is no node of the tree, or there is no member.</exception>
    public static ReductionPlan Create(int slots, IReadOnlyList<IReadOnlyList<SlotNode>> holdings)
    {
        ArgumentNullException.ThrowIfNull(holdings);
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfZero(holdings.Count, nameof(holdings));
        var plan = new ReductionPlan(slots, holdings.Count);
        var held = HeldBy(slots, holdings);
        plan.Assign(held);
        plan.Place(plan.Root, 0, held);
        for (var member = 0; member < holdings.Count; member++)
        {
            if (!held.GetValueOrDefault(plan.Root, []).Contains(member) && member != plan.RootOwner)
            {
                plan.transfers.Add(new NodeTransfer(plan.Root, plan.RootOwner, member));
            }
        }

        return plan;
    }

    /// <summary>Slots that a member computes, in order.</summary>
    public IReadOnlyList<int> Computes(int member) => computes[member];

    /// <summary>Held nodes of a member that enter the sum.</summary>
    public IReadOnlyList<SlotNode> Uses(int member) => uses[member];

    /// <summary>What a member sends.</summary>
    public IEnumerable<NodeTransfer> Sends(int member) => transfers.Where(transfer => transfer.From == member);

    /// <summary>What a member receives.</summary>
    public IEnumerable<NodeTransfer> Receives(int member) => transfers.Where(transfer => transfer.To == member);

    private static Dictionary<SlotNode, List<int>> HeldBy(int slots, IReadOnlyList<IReadOnlyList<SlotNode>> holdings)
    {
        var held = new Dictionary<SlotNode, List<int>>();
        for (var member = 0; member < holdings.Count; member++)
        {
            foreach (var node in holdings[member])
            {
                // Throws where the range is no node of the tree.
                _ = node.Family(slots);
                if (!held.TryGetValue(node, out var holders))
                {
                    held[node] = holders = [];
                }

                holders.Add(member);
            }
        }

        return held;
    }

    // Slots that nobody holds, in equal consecutive shares.
    private void Assign(Dictionary<SlotNode, List<int>> held)
    {
        var covered = new bool[Slots];
        foreach (var node in held.Keys)
        {
            covered.AsSpan(node.Start, node.Length).Fill(true);
        }

        var missing = Enumerable.Range(0, Slots).Where(slot => !covered[slot]).ToList();
        for (var member = 0; member < computes.Length && missing.Count > 0; member++)
        {
            var share = SlotRange.Of(missing.Count, member, computes.Length);
            foreach (var slot in missing.GetRange(share.First, share.Count))
            {
                computes[member].Add(slot);
                owners[new SlotNode(slot, slot + 1)] = member;
            }
        }
    }

    // A member that holds both halves saves a transfer, so it is preferred among several holders.
    private int Place(SlotNode node, int preferred, Dictionary<SlotNode, List<int>> held)
    {
        if (held.TryGetValue(node, out var holders))
        {
            var owner = holders.Contains(preferred) ? preferred : holders.Min();
            uses[owner].Add(node);
            return owners[node] = owner;
        }

        if (node.Length == 1)
        {
            return owners[node];
        }

        var (left, right) = node.Split();
        var merger = Place(left, preferred, held);
        var sender = Place(right, merger, held);
        if (sender != merger)
        {
            transfers.Add(new NodeTransfer(right, sender, merger));
        }

        return owners[node] = merger;
    }
}
