namespace ChainOfSight.Training.Scheduling;

/// <summary>
/// Merges the leaves of a step along the canonical tree, as soon as two siblings are there. The result is the same to the bit
/// in whichever order leaves arrive and whoever computed them. In slot order at most 2·log₂ S values are held.
/// </summary>
/// <typeparam name="T">What is merged: gradients, or a sum.</typeparam>
/// <param name="slots">Slots of the step, at least 1.</param>
/// <param name="merge">Merges the left (lower slots) with the right value; may reuse the left one.</param>
public sealed class TreeReduction<T>(int slots, Func<T, T, T> merge)
    where T : class
{
    private readonly Dictionary<SlotNode, T?> nodes = [];

    /// <summary>Values held now, empty ones not counted.</summary>
    public int Held => nodes.Values.Count(value => value is not null);

    /// <summary>Whether all slots have arrived.</summary>
    public bool IsComplete => nodes.ContainsKey(new SlotNode(0, slots));

    /// <summary>The merged value; null where every slot was empty.</summary>
    /// <exception cref="InvalidOperationException">A slot is missing.</exception>
    public T? Root => IsComplete ? nodes[new SlotNode(0, slots)] : throw new InvalidOperationException($"Not all of the {slots} slots have arrived.");

    /// <summary>Takes the value of one slot.</summary>
    /// <param name="slot">0 to slots − 1, each once.</param>
    /// <param name="value">Null for an empty slot: skipped, not added as zero.</param>
    public void Add(int slot, T? value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, slots);
        Add(new SlotNode(slot, slot + 1), value);
    }

    /// <summary>Takes the merged value of a whole node, as another replica may have computed it.</summary>
    public void Add(SlotNode node, T? value)
    {
        while (node.Family(slots) is var (parent, sibling))
        {
            if (!nodes.Remove(sibling, out var other))
            {
                break;
            }

            value = sibling.Start < node.Start ? Merge(other, value) : Merge(value, other);
            node = parent;
        }

        if (!nodes.TryAdd(node, value))
        {
            throw new InvalidOperationException($"The slots [{node.Start}, {node.End}) arrived twice.");
        }
    }

    /// <summary>Takes out every value that is held, for a step that is given up.</summary>
    public IReadOnlyList<T> Drain()
    {
        var held = nodes.Values.OfType<T>().ToList();
        nodes.Clear();
        return held;
    }

    private T? Merge(T? left, T? right) => left is null ? right : right is null ? left : merge(left, right);
}
