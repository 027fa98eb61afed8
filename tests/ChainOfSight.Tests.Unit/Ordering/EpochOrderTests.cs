using System.Collections;
using ChainOfSight.Data.Ordering;

namespace ChainOfSight.Tests.Unit.Ordering;

/// <summary>An epoch holds each sample once, reads few shards at a time, and is found at any place with bounded work.</summary>
public sealed class EpochOrderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 16)]
    [InlineData(3, 4)]
    [InlineData(4, 1000)]
    public void Epoch_of_uneven_and_empty_shards_holds_each_sample_once(int seed, int window)
    {
        var random = new Random(seed);
        var shards = Enumerable.Range(0, 97).Select(_ => random.Next(4) == 0 ? 0 : random.Next(60)).ToArray();
        var order = new EpochOrder((ulong)seed, shards, window);
        var seen = Enumerable.Range(0, (int)order.Count).Select(i => order.At(i)).ToList();
        Assert.Equal(shards.Sum(), seen.Count);
        Assert.Equal(shards.SelectMany((count, shard) => Enumerable.Range(0, count).Select(index => (shard, index))), seen.Order());
    }

    [Fact]
    public void Samples_of_one_window_come_from_its_shards_only()
    {
        var order = new EpochOrder(9, Enumerable.Repeat(100, 64).ToArray(), 8);
        for (var window = 0; window < 8; window++)
        {
            var shards = Enumerable.Range(window * 800, 800).Select(i => order.At(i).Shard).Distinct();
            Assert.Equal(8, shards.Count());
        }
    }

    [Fact]
    public void Seek_among_a_billion_samples_costs_one_pass_over_the_shards_and_a_window()
    {
        var shards = new CountingList(100_000, 10_000);
        var order = new EpochOrder(7, shards, 16);
        Assert.Equal(1_000_000_000, order.Count);
        Assert.Equal(100_000, shards.Reads);

        shards.Reads = 0;
        var place = order.At(987_654_321);
        Assert.InRange(shards.Reads, 1, 32);
        Assert.InRange(place.Shard, 0, 99_999);
        Assert.InRange(place.Index, 0, 9_999);
    }

    [Fact]
    public void Epochs_and_sources_and_seeds_differ_and_each_is_repeatable()
    {
        int[] shards = [50, 60, 70];
        (int, int)[] First(long seed, string source, long epoch)
        {
            var order = new SourceOrder(seed, source, shards, 2);
            return [.. Enumerable.Range(0, 20).Select(i => order.At((epoch * 180) + i)).Select(at => (at.Shard, at.Index))];
        }

        var reference = First(1, "emoji", 0);
        Assert.Equal(reference, First(1, "emoji", 0));
        Assert.NotEqual(reference, First(1, "emoji", 1));
        Assert.NotEqual(reference, First(1, "flags", 0));
        Assert.NotEqual(reference, First(2, "emoji", 0));
    }

    [Fact]
    public void Source_gives_each_sample_once_per_epoch_however_it_is_read()
    {
        var order = new SourceOrder(1, "s", [3, 0, 5, 2], 2);
        var forward = Enumerable.Range(0, 40).Select(i => order.At(i)).ToList();
        var backward = Enumerable.Range(0, 40).Reverse().Select(i => order.At(i)).Reverse().ToList();
        Assert.Equal(forward, backward);
        Assert.All(forward.GroupBy(at => at.Epoch), epoch => Assert.Equal(10, epoch.Distinct().Count()));
        Assert.Equal([0L, 1, 2, 3], forward.Select(at => at.Epoch).Distinct());
    }

    private sealed class CountingList(int count, int value) : IReadOnlyList<int>
    {
        public int Reads { get; set; }

        public int Count => count;

        public int this[int index]
        {
            get
            {
                Reads++;
                return index < count ? value : throw new ArgumentOutOfRangeException(nameof(index));
            }
        }

        public IEnumerator<int> GetEnumerator() => Enumerable.Repeat(value, count).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
