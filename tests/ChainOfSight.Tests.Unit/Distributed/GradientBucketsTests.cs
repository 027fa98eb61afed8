using ChainOfSight.Torch.Distributed;

namespace ChainOfSight.Tests.Unit.Distributed;

/// <summary>Buckets hold every gradient once, in the order in which backward makes them, within their size.</summary>
public sealed class GradientBucketsTests
{
    [Fact]
    public void Parameters_fill_buckets_from_the_last_registered_on()
    {
        var buckets = GradientBuckets.Assign([5, 3, 4, 2], limit: 6);

        Assert.Equal([[3, 2], [1], [0]], buckets.Select(bucket => bucket.Parameters));
        Assert.Equal([[0L, 2L], [0L], [0L]], buckets.Select(bucket => bucket.Offsets));
        Assert.Equal([6L, 3L, 5L], buckets.Select(bucket => bucket.Elements));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_parameter_stands_once_without_gaps_and_within_the_limit(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var elements = Enumerable.Range(0, random.Next(30)).Select(_ => (long)random.Next(100)).ToList();
            var limit = random.Next(1, 150);

            var buckets = GradientBuckets.Assign(elements, limit);

            Assert.Equal(Enumerable.Range(0, elements.Count).Reverse(), buckets.SelectMany(bucket => bucket.Parameters));
            foreach (var bucket in buckets)
            {
                var end = 0L;
                for (var slot = 0; slot < bucket.Parameters.Count; slot++)
                {
                    Assert.Equal(end, bucket.Offsets[slot]);
                    end += elements[bucket.Parameters[slot]];
                }

                Assert.Equal(end, bucket.Elements);
                Assert.True(end <= limit || bucket.Parameters.Count(index => elements[index] > 0) == 1);
            }

            // No two neighbours would have fitted into one.
            Assert.All(buckets.Zip(buckets.Skip(1)), pair => Assert.True(pair.First.Elements + elements[pair.Second.Parameters[0]] > limit));
        }
    }

    [Fact]
    public void Limits_and_counts_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientBuckets.Assign([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientBuckets.Assign([-1], 1));
        Assert.Equal([long.MaxValue, long.MaxValue], GradientBuckets.Assign([long.MaxValue, long.MaxValue], 1).Select(bucket => bucket.Elements));
    }
}
