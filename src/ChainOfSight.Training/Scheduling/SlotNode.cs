using System.Numerics;

namespace ChainOfSight.Training.Scheduling;

/// <summary>
/// A node of the canonical tree over the slots of a step: the slots from <paramref name="Start"/> to before <paramref name="End"/>.
/// A node splits at its start plus the largest power of two below its length; who computed which slots does not change the tree.
/// </summary>
/// <param name="Start">First slot.</param>
/// <param name="End">Slot after the last one.</param>
public readonly record struct SlotNode(int Start, int End)
{
    /// <summary>Number of slots.</summary>
    public int Length => End - Start;

    /// <summary>The two halves of a node of at least two slots.</summary>
    public (SlotNode Left, SlotNode Right) Split()
    {
        if (Length < 2)
        {
            throw new InvalidOperationException($"The range [{Start}, {End}) has no halves.");
        }

        var middle = Start + (int)(BitOperations.RoundUpToPowerOf2((uint)Length) / 2);
        return (new SlotNode(Start, middle), new SlotNode(middle, End));
    }

    /// <summary>The node whose half this is in the tree over <paramref name="slots"/> slots, with the other half; null for the root.</summary>
    /// <exception cref="ArgumentException">This range is no node of that tree.</exception>
    public (SlotNode Parent, SlotNode Sibling)? Family(int slots)
    {
        var node = new SlotNode(0, slots);
        if (this == node)
        {
            return null;
        }

        while (node.Length > 1)
        {
            var (left, right) = node.Split();
            if (this == left || this == right)
            {
                return (node, this == left ? right : left);
            }

            node = Start < right.Start ? left : right;
        }

        throw new ArgumentException($"[{Start}, {End}) is no node of the tree over {slots} slots.");
    }
}
