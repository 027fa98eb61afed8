namespace ChainOfSight.Models.Resampling;

/// <summary>Where one scale of a larger layout comes from.</summary>
/// <param name="Parent">Index of the parent scale.</param>
/// <param name="Factor">Windows per side of the child over those of the parent.</param>
/// <param name="SourceWindows">For each window of the child, row-major, the parent's window whose queries it copies.</param>
public sealed record InflatedScale(int Parent, int Factor, IReadOnlyList<int> SourceWindows)
{
    /// <summary>The nearest-neighbour map: each parent window feeds factor × factor child windows.</summary>
    /// <param name="parent">Index of the parent scale.</param>
    /// <param name="parentSide">Windows per side of the parent.</param>
    /// <param name="childSide">Windows per side of the child, a multiple of <paramref name="parentSide"/>.</param>
    public static InflatedScale Nearest(int parent, int parentSide, int childSide)
    {
        var factor = childSide / parentSide;
        var sources = new int[childSide * childSide];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = i / childSide / factor * parentSide + i % childSide / factor;
        }

        return new(parent, factor, sources);
    }
}
