using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// One member's part of a reduction: holds nodes, merges siblings along the plan, says what is to be sent, and knows at any moment what it will
/// still have if the reduction ends here.
/// </summary>
/// <remarks>
/// One thread changes it; <see cref="Nodes"/> may be read by any. A generation is fenced from any thread: from then on nothing of an older one
/// changes what is held, except that a slot in work is still kept when it is done.
/// </remarks>
/// <typeparam name="T">What is merged.</typeparam>
/// <param name="slots">Slots of the step.</param>
/// <param name="merge">Merges left and right; may reuse the left one.</param>
/// <param name="release">Gives back the memory of a value that is not needed any more.</param>
internal sealed class StepReduction<T>(int slots, Func<T, T, T> merge, Action<T> release)
    where T : class
{
    // Guards the generation and what is announced; values are touched by the one thread that changes them.
    private readonly Lock gate = new();
    private readonly Dictionary<SlotNode, T> held = [];
    private readonly HashSet<SlotNode> active = [];
    private readonly HashSet<SlotNode> promised = [];
    private volatile IReadOnlyList<SlotNode> nodes = [];
    private ReductionPlan? plan;
    private int self;
    private long generation = long.MinValue;
    private long fenced = long.MinValue;

    /// <summary>Nodes that are held or sure to be, none inside another.</summary>
    public IReadOnlyList<SlotNode> Nodes => nodes;

    /// <summary>The merged value of the whole step; null until it is there.</summary>
    public T? Root => held.GetValueOrDefault(new SlotNode(0, slots));

    /// <summary>The value of a node that is to be sent.</summary>
    public T this[SlotNode node] => held[node];

    /// <summary>Refuses changes by generations below this one.</summary>
    public void Fence(long newest)
    {
        lock (gate)
        {
            fenced = Math.Max(fenced, newest);
        }
    }

    /// <summary>Begins to follow a plan with what is held.</summary>
    /// <returns>What is to be sent at once; null where the generation is fenced.</returns>
    /// <exception cref="InvalidOperationException">The plan counts on a node that is not held.</exception>
    public IReadOnlyList<NodeTransfer>? Start(ReductionPlan newPlan, int member, long newGeneration)
    {
        lock (gate)
        {
            if (newGeneration < fenced)
            {
                return null;
            }

            (plan, self, generation) = (newPlan, member, newGeneration);
            active.Clear();
            foreach (var node in newPlan.Uses(member).Where(node => !held.ContainsKey(node)))
            {
                throw new InvalidOperationException($"The plan counts on the slots [{node.Start}, {node.End}), and they are not held here.");
            }
        }

        var sends = new List<NodeTransfer>();
        foreach (var node in newPlan.Uses(member))
        {
            sends.AddRange(Advance(newGeneration, node) ?? []);
        }

        return sends;
    }

    /// <summary>Promises that a slot will be held: to be called before its work begins.</summary>
    /// <returns>False where the generation is fenced, so that the work must not begin.</returns>
    public bool Promise(long of, int slot)
    {
        lock (gate)
        {
            if (of < fenced)
            {
                return false;
            }

            promised.Add(new SlotNode(slot, slot + 1));
            Publish();
            return true;
        }
    }

    /// <summary>Takes back a promise that cannot be kept.</summary>
    public void Withdraw(int slot)
    {
        lock (gate)
        {
            promised.Remove(new SlotNode(slot, slot + 1));
            Publish();
        }
    }

    /// <summary>Whether a node is held already, so that it need not be computed.</summary>
    public bool Has(SlotNode node) => held.ContainsKey(node);

    /// <summary>Takes the value of a promised slot; it is kept whatever the generation is by now.</summary>
    /// <returns>What is to be sent now.</returns>
    public IReadOnlyList<NodeTransfer> Keep(long of, int slot, T value)
    {
        var node = new SlotNode(slot, slot + 1);
        lock (gate)
        {
            promised.Remove(node);
            Hold(node, value);
        }

        return Advance(of, node) ?? [];
    }

    /// <summary>Takes a node from another member.</summary>
    /// <returns>What is to be sent now; null where the generation is fenced and the value was not taken.</returns>
    public IReadOnlyList<NodeTransfer>? Receive(long of, SlotNode node, T value)
    {
        lock (gate)
        {
            if (of < fenced || of != generation)
            {
                return null;
            }

            Hold(node, value);
        }

        return Advance(of, node) ?? [];
    }

    /// <summary>Takes out every value.</summary>
    public IReadOnlyList<T> Drain()
    {
        lock (gate)
        {
            var values = held.Values.ToList();
            held.Clear();
            active.Clear();
            promised.Clear();
            Publish();
            return values;
        }
    }

    // What will be held after a merge is announced before it: the left half's memory is reused, so there is no way back.
    private List<NodeTransfer>? Advance(long of, SlotNode node)
    {
        var pairs = new List<(SlotNode Left, SlotNode Right, SlotNode Parent)>();
        lock (gate)
        {
            if (of < fenced || of != generation)
            {
                return null;
            }

            while (node.Family(slots) is var (parent, sibling) && active.Remove(sibling))
            {
                pairs.Add(node.Start < sibling.Start ? (node, sibling, parent) : (sibling, node, parent));
                node = parent;
            }

            active.Add(node);
            if (pairs.Count > 0)
            {
                promised.Add(node);
                Publish();
            }
        }

        foreach (var (left, right, parent) in pairs)
        {
            var merged = merge(held[left], held[right]);
            held.Remove(left);
            held.Remove(right);
            held[parent] = merged;
        }

        lock (gate)
        {
            promised.Remove(node);
            if (node.Length == slots)
            {
                // Everything else is in it.
                foreach (var (part, value) in held.Where(entry => entry.Key != node).ToList())
                {
                    held.Remove(part);
                    release(value);
                }
            }

            Publish();
        }

        return [.. plan!.Sends(self).Where(transfer => transfer.Node == node)];
    }

    private void Hold(SlotNode node, T value)
    {
        if (held.TryGetValue(node, out var same) && !ReferenceEquals(same, value))
        {
            release(same);
        }

        held[node] = value;
        Publish();
    }

    private void Publish()
    {
        var all = held.Keys.Concat(promised).Distinct().ToList();
        nodes = [.. all.Where(node => !all.Any(other => other != node && other.Start <= node.Start && other.End >= node.End)).OrderBy(node => node.Start)];
    }
}
