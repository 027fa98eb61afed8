using System.Text;

namespace ChainOfSight.Actors;

/// <summary>A hash that is the same in every process and on every machine (FNV-1a with a final mix). Not for secrets.</summary>
public static class StableHash
{
    /// <summary>The hash of bytes.</summary>
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var hash = Hash64(data);
        return (uint)(hash ^ (hash >> 32));
    }

    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    public static uint ComputeHash(string data) => ComputeHash(Encoding.UTF8.GetBytes(data));

    /// <summary>The 64-bit hash from which the others are cut.</summary>
    internal static ulong Hash64(ReadOnlySpan<byte> data)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in data)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return Mix(hash);
    }

    /// <summary>Spreads the bits of a number (the finalizer of SplitMix64).</summary>
    internal static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
