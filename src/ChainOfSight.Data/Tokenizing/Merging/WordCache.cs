using System.Collections.Concurrent;

namespace ChainOfSight.Data.Tokenizing.Merging;

/// <summary>Remembers the ids of words: text repeats its words, and a look-up costs a fraction of merging.</summary>
internal sealed class WordCache
{
    private const int LongestWord = 48;
    private const int Capacity = 1 << 17;

    private readonly ConcurrentDictionary<string, int[]> _words = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private int _count;

    internal WordCache() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Finds a word's ids.</summary>
    internal bool TryGet(ReadOnlySpan<char> word, out int[] ids)
    {
        ids = [];
        return word.Length <= LongestWord && _lookup.TryGetValue(word, out ids!);
    }

    /// <summary>Remembers a word; full or for long words it does nothing.</summary>
    internal void Add(ReadOnlySpan<char> word, ReadOnlySpan<int> ids)
    {
        if (word.Length <= LongestWord && Volatile.Read(ref _count) < Capacity && _lookup.TryAdd(word, ids.ToArray()))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
