namespace ChainOfSight.Data.Ordering;

/// <summary>
/// A permutation of 0 … count−1 chosen by a key, evaluated element by element with no list.
/// </summary>
/// <remarks>
/// A Feistel network over the smallest near-square rectangle a × b ≥ count; results outside the count are permuted again
/// until they fall inside (cycle walking). The rectangle exceeds the count by less than 2·√count, so nearly every element takes one pass.
/// </remarks>
public readonly struct KeyedPermutation
{
    private const int Rounds = 8;
    private readonly ulong key;
    private readonly ulong rows;
    private readonly ulong columns;

    /// <summary>Chooses a permutation.</summary>
    /// <param name="key">Equal keys give equal permutations.</param>
    /// <param name="count">Number of elements, 1 to 2⁶².</param>
    public KeyedPermutation(ulong key, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1L << 62);
        Count = count;
        this.key = key;
        rows = (ulong)Math.Ceiling(Math.Sqrt(count));
        columns = ((ulong)count + rows - 1) / rows;
    }

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>The element at a place.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public long At(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var value = (ulong)index;
        do
        {
            value = Pass(value);
        }
        while (value >= (ulong)Count);

        return (long)value;
    }

    private ulong Pass(ulong value)
    {
        var (row, column) = Math.DivRem(value, columns);
        for (var round = 0UL; round < Rounds; round += 2)
        {
            row += KeyedHash.Below(KeyedHash.Mix(key + (round << 56) + column), rows);
            row -= row >= rows ? rows : 0;
            column += KeyedHash.Below(KeyedHash.Mix(key + ((round + 1) << 56) + row), columns);
            column -= column >= columns ? columns : 0;
        }

        return (row * columns) + column;
    }
}
