namespace ChainOfSight.Data.Ordering;

/// <summary>
/// Parts each shard of a source into samples to train on and samples that are held out, chosen by a keyed permutation. Depends on
/// the source's name and shard sizes alone: all runs and seeds hold out the same samples.
/// </summary>
public sealed class HeldOutSplit
{
    private readonly ulong key;
    private readonly int[] samples;
    private readonly int[] heldOut;

    /// <summary>Plans the split.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="samplesPerShard">Samples of each shard.</param>
    /// <param name="share">Share that is held out, 0 to below 1; met to half a sample over the whole source.</param>
    public HeldOutSplit(string source, IEnumerable<int> samplesPerShard, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1.0);
        key = KeyedHash.Combine(KeyedHash.Mix(1), "held-out/" + source);
        samples = [.. samplesPerShard];
        heldOut = new int[samples.Length];
        var before = 0L;
        for (var shard = 0; shard < samples.Length; shard++)
        {
            heldOut[shard] = (int)(Math.Round((before + samples[shard]) * share) - Math.Round(before * share));
            before += samples[shard];
        }
    }

    /// <summary>Samples of each shard that are in a part.</summary>
    /// <param name="isHeldOut">Which part.</param>
    public IReadOnlyList<int> SamplesPerShard(bool isHeldOut) => [.. samples.Zip(heldOut, (all, held) => isHeldOut ? held : all - held)];

    /// <summary>Index in the shard of a sample that is known by its place in a part.</summary>
    /// <param name="isHeldOut">Which part.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="index">From 0 among the part's samples of that shard.</param>
    public int IndexOf(bool isHeldOut, int shard, int index)
    {
        if (heldOut[shard] == 0 && !isHeldOut)
        {
            return index;
        }

        var first = isHeldOut ? samples[shard] - heldOut[shard] : 0;
        return (int)new KeyedPermutation(KeyedHash.Combine(key, (ulong)shard), samples[shard]).At(first + index);
    }
}
