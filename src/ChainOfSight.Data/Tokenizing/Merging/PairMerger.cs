namespace ChainOfSight.Data.Tokenizing.Merging;

/// <summary>
/// Byte-pair encoding of one word: the pair of lowest rank merges first, the leftmost of equals, until none is left.
/// </summary>
internal static class PairMerger
{
    /// <summary>From this length on a heap is faster than looking at every pair again.</summary>
    internal const int HeapLength = 48;

    /// <summary>Merges in place.</summary>
    /// <param name="symbols">Ids of the word's smallest parts; holds the result in front.</param>
    /// <param name="table">The merges.</param>
    /// <returns>How many ids are left.</returns>
    internal static int Merge(Span<int> symbols, MergeTable table) =>
        symbols.Length < HeapLength ? MergeByScan(symbols, table) : MergeByHeap(symbols, table);

    /// <summary>Looks for the lowest rank again after each merge; quadratic, without allocation.</summary>
    internal static int MergeByScan(Span<int> symbols, MergeTable table)
    {
        var length = symbols.Length;
        if (length < 2)
        {
            return length;
        }

        Span<int> ranks = length <= HeapLength ? stackalloc int[HeapLength] : new int[length];
        for (var i = 0; i + 1 < length; i++)
        {
            ranks[i] = table.Rank(symbols[i], symbols[i + 1]);
        }

        while (length > 1)
        {
            var best = 0;
            for (var i = 1; i + 1 < length; i++)
            {
                best = ranks[i] < ranks[best] ? i : best;
            }

            if (ranks[best] == MergeTable.None)
            {
                break;
            }

            symbols[best] = table.Merged(symbols[best], symbols[best + 1]);
            symbols[(best + 2)..length].CopyTo(symbols[(best + 1)..]);
            ranks[(best + 1)..(length - 1)].CopyTo(ranks[best..]);
            length--;
            if (best > 0)
            {
                ranks[best - 1] = table.Rank(symbols[best - 1], symbols[best]);
            }

            if (best + 1 < length)
            {
                ranks[best] = table.Rank(symbols[best], symbols[best + 1]);
            }
        }

        return length;
    }

    /// <summary>Keeps candidates in a heap over a linked list: n log n for words of any length.</summary>
    internal static int MergeByHeap(Span<int> symbols, MergeTable table)
    {
        var length = symbols.Length;
        var next = new int[length];
        var previous = new int[length];
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>();
        for (var i = 0; i < length; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1);
            Offer(queue, table, symbols, i, i + 1);
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            var right = symbols[pair.At] == pair.Left ? next[pair.At] : length;
            if (right >= length || symbols[right] != pair.Right)
            {
                continue;
            }

            symbols[pair.At] = table.Merged(pair.Left, pair.Right);
            symbols[right] = -1;
            next[pair.At] = next[right];
            if (next[right] < length)
            {
                previous[next[right]] = pair.At;
            }

            Offer(queue, table, symbols, previous[pair.At], pair.At);
            Offer(queue, table, symbols, pair.At, next[pair.At]);
        }

        var kept = 0;
        for (var i = 0; i < length; i = next[i])
        {
            symbols[kept++] = symbols[i];
        }

        return kept;
    }

    private static void Offer(PriorityQueue<(int At, int Left, int Right), (int Rank, int At)> queue, MergeTable table, ReadOnlySpan<int> symbols, int left, int right)
    {
        if (left < 0 || right >= symbols.Length)
        {
            return;
        }

        var rank = table.Rank(symbols[left], symbols[right]);
        if (rank != MergeTable.None)
        {
            queue.Enqueue((left, symbols[left], symbols[right]), (rank, left));
        }
    }
}
