using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes.Sources;

/// <summary>Scenes composed from cut-outs, with exact boxes, counts, positions and text.</summary>
public sealed record ScenesSource : DataSource
{
    /// <summary>Demo sets whose pictures are pasted.</summary>
    [Description("Demo sets whose pictures are pasted."), LegalCount(1, 16), LegalName]
    public required IReadOnlyList<string> Cutouts { get; init; }

    /// <summary>Scenes that are composed.</summary>
    [Description("Scenes that are composed."), Legal(1, 1e9)]
    public required int Count { get; init; }

    /// <summary>How many different objects are used; small vocabularies learn in minutes. Default 40.</summary>
    [Description("Different objects that are used."), Legal(2, 100000)]
    public int Objects { get; init; } = 40;

    /// <summary>Side of the canvas in pixels. Default 128.</summary>
    [Description("Side of the canvas in pixels."), Legal(16, 8192)]
    public int Side { get; init; } = 128;

    /// <summary>Cells per side of the raster on which objects stand; 0 = anywhere. Default 2.</summary>
    [Description("Cells per side of the raster on which objects stand; 0 = anywhere."), Legal(0, 16)]
    public int Raster { get; init; } = 2;

    /// <summary>Fewest objects of a scene. Default 2.</summary>
    [Description("Fewest objects of a scene."), Legal(1, 256)]
    public int MinObjects { get; init; } = 2;

    /// <summary>Most objects of a scene. Default 4.</summary>
    [Description("Most objects of a scene."), Legal(1, 256)]
    public int MaxObjects { get; init; } = 4;

    /// <summary>Share of the scenes that hold a word to read. Default 0.25.</summary>
    [Description("Share of the scenes that hold a word to read."), Legal(0, 1)]
    public double TextShare { get; init; } = 0.25;
}
