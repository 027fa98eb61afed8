namespace ChainOfSight.Data.Scenes;

/// <summary>How many things a scene shows, how large, and where.</summary>
public sealed record SceneObjectOptions
{
    /// <summary>Fewest things, 0 to <see cref="Max"/>. Default 2.</summary>
    public int Min { get; init; } = 2;

    /// <summary>Most things, 1 to 36. Default 4. With <see cref="Raster"/> at most one per cell, text included.</summary>
    public int Max { get; init; } = 4;

    /// <summary>Longer side of the smallest thing, as a share of the canvas side. Default 0.28.</summary>
    public double MinSize { get; init; } = 0.28;

    /// <summary>Longer side of the largest thing, as a share of the canvas side. Default 0.44.</summary>
    public double MaxSize { get; init; } = 0.44;

    /// <summary>Columns of places, 1 to 6. Default 2. Places have names ("top left") whether or not things keep to them.</summary>
    public int Columns { get; init; } = 2;

    /// <summary>Rows of places, 1 to 6. Default 2.</summary>
    public int Rows { get; init; } = 2;

    /// <summary>
    /// True, the default: each thing has a cell of the raster to itself, so every place has one answer. False: anywhere without
    /// overlap; a thing near the border between two places is not asked about by place.
    /// </summary>
    public bool Raster { get; init; } = true;

    /// <summary>Things start at multiples of so many pixels, 1 to 64. Default 1. Set to the patch side for easier learning.</summary>
    public int Snap { get; init; } = 1;

    /// <summary>Chance that a thing which is not the counted one repeats another such thing, 0 to 1. Default 0.3. Without it the count could be told without the name.</summary>
    public double RepeatChance { get; init; } = 0.3;
}
