using ChainOfSight.Data.Ordering;

namespace ChainOfSight.Tests.Unit.Ordering;

/// <summary>A keyed permutation is one, for every size, and looks like a random one.</summary>
public sealed class KeyedPermutationTests
{
    [Fact]
    public void Permutation_of_every_small_size_hits_each_element_once()
    {
        for (var count = 1; count <= 300; count++)
        {
            var permutation = new KeyedPermutation((ulong)(count * 77), count);
            Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), Enumerable.Range(0, count).Select(i => permutation.At(i)).Order());
        }
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(99_991)]
    public void Permutation_of_a_large_size_hits_each_element_once(int count)
    {
        var permutation = new KeyedPermutation(5, count);
        var seen = new bool[count];
        for (var i = 0; i < count; i++)
        {
            Assert.False(seen[permutation.At(i)]);
            seen[permutation.At(i)] = true;
        }
    }

    [Fact]
    public void Places_of_one_element_over_many_keys_are_uniform()
    {
        // Chi-squared with 9 degrees of freedom: above 33.7 in one of ten thousand cases.
        foreach (var element in new[] { 0, 4, 9 })
        {
            var counts = new int[10];
            for (var key = 0UL; key < 10_000; key++)
            {
                counts[new KeyedPermutation(KeyedHash.Mix(key), 10).At(element)]++;
            }

            Assert.InRange(counts.Sum(c => (c - 1000.0) * (c - 1000.0) / 1000.0), 0, 33.7);
        }
    }

    [Fact]
    public void Neighbours_are_not_kept_together()
    {
        var permutation = new KeyedPermutation(3, 100_000);
        var close = Enumerable.Range(0, 99_999).Count(i => Math.Abs(permutation.At(i) - permutation.At(i + 1)) < 1000);

        // Of random pairs about 2 % lie so close.
        Assert.InRange(close, 1700, 2300);
    }

    [Fact]
    public void Largest_size_stays_in_range()
    {
        var permutation = new KeyedPermutation(1, 1L << 62);
        Assert.All(Enumerable.Range(0, 1000), i => Assert.InRange(permutation.At((1L << 62) - 1 - i), 0, (1L << 62) - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => permutation.At(1L << 62));
    }

    [Fact]
    public void Known_values_never_change()
    {
        // A change of these numbers breaks the resumption of every run that exists.
        var permutation = new KeyedPermutation(42, 1000);
        Assert.Equal([189L, 794, 294, 868, 865], Enumerable.Range(0, 5).Select(i => permutation.At(i)));
        Assert.Equal(0xE220A8397B1DCDAFUL, KeyedHash.Mix(0));
    }
}
