namespace ChainOfSight.Training.Elastic;

/// <summary>A 64-bit hash of samples' identities that is joined along the tree.</summary>
internal static class SampleDigest
{
    /// <summary>Of one slot's samples, in order.</summary>
    public static long Of(IEnumerable<string> ids)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var id in ids)
        {
            foreach (var letter in id)
            {
                hash = unchecked((hash ^ letter) * 0x100000001B3UL);
            }

            // An end mark, so that "ab","c" differs from "a","bc".
            hash = unchecked((hash ^ 0x10000UL) * 0x100000001B3UL);
        }

        return unchecked((long)hash);
    }

    /// <summary>Of two neighbours.</summary>
    public static long Join(long left, long right)
    {
        var mixed = unchecked(((ulong)left * 0x9E3779B97F4A7C15UL) ^ (((ulong)right << 31) | ((ulong)right >> 33)));
        return unchecked((long)((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9UL));
    }
}
