namespace ChainOfSight.Torch.Distributed;

/// <summary>Decides which gradients are reduced together.</summary>
/// <remarks>
/// Backward reaches parameters roughly in the reverse of the order in which they were registered, so buckets are filled in that
/// order: the first is complete, and on its way, while backward still works on the others. Larger buckets waste less on latency,
/// smaller ones start earlier. Source: Li et al., "PyTorch Distributed", VLDB 2020, section 3.2.
/// </remarks>
public static class GradientBuckets
{
    /// <summary>Assigns every parameter to one bucket.</summary>
    /// <param name="elements">Elements of each parameter, in the order of registration.</param>
    /// <param name="limit">Most elements of a bucket; a larger parameter has one of its own.</param>
    /// <returns>Buckets in the order in which backward is expected to fill them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above zero, or a count is negative.</exception>
    public static IReadOnlyList<GradientBucket> Assign(IReadOnlyList<long> elements, long limit)
    {
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var buckets = new List<GradientBucket>();
        var parameters = new List<int>();
        var offsets = new List<long>();
        var end = 0L;
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(elements[i], nameof(elements));
            if (parameters.Count > 0 && end > limit - elements[i])
            {
                Close();
            }

            parameters.Add(i);
            offsets.Add(end);
            end += elements[i];
        }

        if (parameters.Count > 0)
        {
            Close();
        }

        return buckets;

        void Close()
        {
            buckets.Add(new GradientBucket([.. parameters], [.. offsets], end));
            parameters.Clear();
            offsets.Clear();
            end = 0;
        }
    }
}
