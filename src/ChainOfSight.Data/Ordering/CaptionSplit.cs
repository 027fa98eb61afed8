namespace ChainOfSight.Data.Ordering;

/// <summary>
/// Holds samples out by what is said about them: equal captions fall on the same side, so that a picture's twin is not trained on while it is asked about. For
/// sets in which captions repeat; write the two sides as two sources.
/// </summary>
/// <param name="share">Share of the captions that is held out, 0 to 1.</param>
public sealed class CaptionSplit(double share)
{
    private static readonly ulong Key = KeyedHash.Mix(2);

    /// <summary>Whether samples with this caption are held out.</summary>
    public bool IsHeldOut(string caption) => (KeyedHash.Combine(Key, caption) >> 11) * (1.0 / (1UL << 53)) < share;
}
