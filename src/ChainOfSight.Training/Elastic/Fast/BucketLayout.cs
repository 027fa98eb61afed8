namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Which gradients travel together, and which part of each bucket a member adds up. Backward reaches parameters roughly in the reverse of their order,
/// so buckets are filled in that order: the first is on its way while backward still works on the others.
/// Source: Li et al., "PyTorch Distributed", VLDB 2020, section 3.2.
/// </summary>
internal sealed class BucketLayout
{
    /// <summary>Elements of a bucket unless there would be too many: 4 MiB in f32. A larger parameter has a bucket of its own.</summary>
    public const long DefaultElements = 1 << 20;

    // Messages that come early are bounded (ExchangeInbox).
    private const int MostBuckets = 32;
    private readonly List<List<int>> parameters = [];
    private readonly List<int> lengths = [];

    /// <param name="elements">Elements of each parameter, in order.</param>
    /// <param name="limit">Most elements of a bucket.</param>
    public BucketLayout(IReadOnlyList<long> elements, long limit = DefaultElements)
    {
        Elements = elements;
        Places = new (int, int)[elements.Count];
        var most = Math.Max(limit, elements.Sum() / MostBuckets);
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            if (lengths.Count == 0 || lengths[^1] + elements[i] > most)
            {
                parameters.Add([]);
                lengths.Add(0);
            }

            Places[i] = (lengths.Count - 1, lengths[^1]);
            parameters[^1].Add(i);
            lengths[^1] = checked(lengths[^1] + (int)elements[i]);
        }
    }

    /// <summary>Elements of each parameter.</summary>
    public IReadOnlyList<long> Elements { get; }

    /// <summary>Bucket of each parameter, and its first element there.</summary>
    public (int Bucket, int Start)[] Places { get; }

    /// <summary>How many buckets there are.</summary>
    public int Buckets => lengths.Count;

    /// <summary>Elements of a bucket.</summary>
    public int Length(int bucket) => lengths[bucket];

    /// <summary>Parameters in a bucket.</summary>
    public IReadOnlyList<int> Parameters(int bucket) => parameters[bucket];

    /// <summary>The part of a bucket that a member adds up, in elements; may be empty.</summary>
    public (int Start, int Length) Part(int bucket, int member, int members)
    {
        var start = (int)((long)lengths[bucket] * member / members);
        return (start, (int)((long)lengths[bucket] * (member + 1) / members) - start);
    }
}
