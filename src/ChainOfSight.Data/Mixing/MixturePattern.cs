namespace ChainOfSight.Data.Mixing;

/// <summary>
/// Which source gives the sample at a position, from fixed weights, and how many that source gave before.
/// </summary>
/// <remarks>
/// A binary tree over the sources. At each inner node the left part takes the positions where ⌊n·p + ½⌋ steps up (a Bresenham line), p being its share;
/// the rest goes right, and both go on with their own count. Any position is reached in one walk down, without replay, and after any number of
/// draws each source is within depth/2 + 1 draws of its exact share.
/// </remarks>
public sealed class MixturePattern
{
    /// <summary>Smallest share of a source.</summary>
    public const double SmallestShare = 1e-9;

    private readonly Node root;

    /// <summary>Builds the pattern.</summary>
    /// <param name="weights">One weight per source, greater than 0; only their ratios count.</param>
    /// <exception cref="ArgumentException">No weights, or one that is not a positive number or too small beside the others.</exception>
    public MixturePattern(IReadOnlyList<double> weights)
    {
        var total = weights.Sum();
        for (var source = 0; source < weights.Count; source++)
        {
            if (!(weights[source] > 0) || !double.IsFinite(total) || weights[source] / total < SmallestShare)
            {
                throw new ArgumentException(
                    $"weight {source} is {weights[source]:R}; legal are positive numbers that give at least {SmallestShare} of the samples.", nameof(weights));
            }
        }

        root = weights.Count > 0 ? Build(weights, 0, weights.Count) : throw new ArgumentException("there are no weights; at least one is needed.", nameof(weights));
    }

    /// <summary>The source of a position and the number of samples that source gave before it.</summary>
    /// <param name="position">From 0.</param>
    public (int Source, long Index) At(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        var node = root;
        while (node.Children is var (left, right))
        {
            var before = node.LeftOf(position);
            var isLeft = node.LeftOf(position + 1) > before;
            (node, position) = isLeft ? (left, before) : (right, position - before);
        }

        return (node.Source, position);
    }

    private static Node Build(IReadOnlyList<double> weights, int first, int count)
    {
        if (count == 1)
        {
            return new Node(first, 0, null);
        }

        var half = count / 2;
        var left = weights.Skip(first).Take(half).Sum();
        var right = weights.Skip(first + half).Take(count - half).Sum();

        // A share of 2⁶⁴ths; a double holds 2⁶³ exactly.
        var share = (ulong)(left / (left + right) * 9223372036854775808.0) << 1;
        return new Node(first, share, (Build(weights, first, half), Build(weights, first + half, count - half)));
    }

    private sealed record Node(int Source, ulong Share, (Node Left, Node Right)? Children)
    {
        /// <summary>How many of the first <paramref name="count"/> draws go left: ⌊count·share + ½⌋.</summary>
        public long LeftOf(long count)
        {
            var high = Math.BigMul((ulong)count, Share, out var low);
            return (long)(high + (low >> 63));
        }
    }
}
