namespace ChainOfSight.Data.Ordering;

/// <summary>
/// Mixing of keys by the finaliser of splitmix64: the same on every machine and in every process. Not for secrets.
/// </summary>
public static class KeyedHash
{
    /// <summary>One step of splitmix64: every bit of the input changes half of the output's.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A key of two parts, in this order.</summary>
    public static ulong Combine(ulong key, ulong part) => Mix(Mix(key) ^ part);

    /// <summary>A key from one with a text: the name of a source or of a purpose.</summary>
    public static ulong Combine(ulong key, string text)
    {
        foreach (var c in text)
        {
            key = Combine(key, c);
        }

        return Combine(key, (ulong)text.Length);
    }

    /// <summary>A number below <paramref name="bound"/>, near enough to uniform for bounds far below 2⁶⁴.</summary>
    public static ulong Below(ulong hash, ulong bound) => Math.BigMul(hash, bound, out _);
}
