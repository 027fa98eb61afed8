using ChainOfSight.Data.Tokenizing.Merging;

namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>Both ways of merging give what merging the leftmost best pair again and again gives.</summary>
public sealed class PairMergerTests
{
    [Fact]
    public void Merge_random_words_equal_the_definition()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var table = RandomTable(random);
            var word = Enumerable.Range(0, random.Next(0, 90)).Select(_ => random.Next(4)).ToArray();
            var expected = ByDefinition(word, table);

            Assert.Equal(expected, Run(PairMerger.MergeByScan, word, table));
            Assert.Equal(expected, Run(PairMerger.MergeByHeap, word, table));
            Assert.Equal(expected, Run(PairMerger.Merge, word, table));
        }
    }

    [Fact]
    public void MergeTable_many_pairs_are_all_found()
    {
        var merges = Enumerable.Range(0, 5000).Select(i => (i, (i * 7) % 5000, i + 5000)).ToList();
        var table = new MergeTable(merges);

        Assert.All(merges.Select((merge, rank) => (merge, rank)), entry => Assert.Equal(
            (entry.rank, entry.merge.Item3), (table.Rank(entry.merge.Item1, entry.merge.Item2), table.Merged(entry.merge.Item1, entry.merge.Item2))));
        Assert.Equal(MergeTable.None, table.Rank(4, 27));
    }

    private delegate int Merger(Span<int> symbols, MergeTable table);

    private static int[] Run(Merger merge, int[] word, MergeTable table)
    {
        var symbols = word.ToArray();
        return symbols[..merge(symbols, table)];
    }

    private static MergeTable RandomTable(Random random)
    {
        // As a trained list: each merge joins ids that exist by then.
        var merges = new List<(int, int, int)>();
        for (var id = 4; id < 30; id++)
        {
            merges.Add((random.Next(id), random.Next(id), id));
        }

        return new MergeTable(merges);
    }

    private static int[] ByDefinition(int[] word, MergeTable table)
    {
        var symbols = word.ToList();
        while (true)
        {
            var ranks = Enumerable.Range(0, Math.Max(0, symbols.Count - 1)).Select(i => table.Rank(symbols[i], symbols[i + 1])).ToList();
            if (ranks.Count == 0 || ranks.Min() == MergeTable.None)
            {
                return [.. symbols];
            }

            var best = ranks.IndexOf(ranks.Min());
            symbols[best] = table.Merged(symbols[best], symbols[best + 1]);
            symbols.RemoveAt(best + 1);
        }
    }
}
