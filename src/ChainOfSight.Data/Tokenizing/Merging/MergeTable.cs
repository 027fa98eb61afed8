namespace ChainOfSight.Data.Tokenizing.Merging;

/// <summary>Which neighbours merge into what, and in which order of preference: an open-addressed map from a pair of ids.</summary>
internal sealed class MergeTable
{
    /// <summary>Rank of a pair that does not merge.</summary>
    internal const int None = int.MaxValue;

    private readonly ulong[] _keys;
    private readonly int[] _ranks;
    private readonly int[] _merged;
    private readonly int _shift;

    /// <summary>Builds the table.</summary>
    /// <param name="merges">Left, right and merged ids, most preferred first; of equal pairs the first counts.</param>
    internal MergeTable(IReadOnlyList<(int Left, int Right, int Merged)> merges)
    {
        var bits = Math.Max(4, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)merges.Count * 2));
        _shift = 64 - bits;
        _keys = new ulong[1 << bits];
        _ranks = new int[1 << bits];
        _merged = new int[1 << bits];
        Count = merges.Count;
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var (left, right, merged) = merges[rank];
            var at = Find(left, right);
            if (_keys[at] == 0)
            {
                (_keys[at], _ranks[at], _merged[at]) = (Key(left, right), rank, merged);
            }
        }
    }

    /// <summary>How many merges there are.</summary>
    internal int Count { get; }

    /// <summary>Rank of a pair, <see cref="None"/> where it does not merge.</summary>
    internal int Rank(int left, int right)
    {
        var at = Find(left, right);
        return _keys[at] == 0 ? None : _ranks[at];
    }

    /// <summary>The id that a pair merges into; only for pairs with a rank.</summary>
    internal int Merged(int left, int right) => _merged[Find(left, right)];

    // One more than the pair, so that 0 stays the sign of an empty place.
    private static ulong Key(int left, int right) => (((ulong)(uint)left << 32) | (uint)right) + 1;

    private int Find(int left, int right)
    {
        var key = Key(left, right);
        var at = (int)((key * 0x9E3779B97F4A7C15) >> _shift);
        while (_keys[at] != key && _keys[at] != 0)
        {
            at = (at + 1) & (_keys.Length - 1);
        }

        return at;
    }
}
