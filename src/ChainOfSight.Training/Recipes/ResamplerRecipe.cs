using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>The multi-scale resampler; windows and tokens come from each stage's layout.</summary>
public sealed record ResamplerRecipe
{
    /// <summary>Width D of the queries.</summary>
    [Description("Width of the queries; a multiple of heads."), Legal(1, 16384)]
    public required int Width { get; init; }

    /// <summary>Attention heads; divides the width.</summary>
    [Description("Attention heads; divides the width."), Legal(1, 256)]
    public required int Heads { get; init; }

    /// <summary>Deviation of random queries; null = 0.64 / √width. Larger ones tell windows apart from the first step on.</summary>
    [Description("Deviation of random queries; absent = 0.64 / sqrt(width)."), Legal(0, 10, ExclusiveMinimum = true)]
    public double? QueryDeviation { get; init; }

    /// <summary>Tower blocks that are read one after the other, low to high, counted from 0; the last one ends the tower.</summary>
    [Description("Tower blocks that are read, low to high, counted from 0."), LegalCount(1, 16), Legal(0, 255)]
    public required IReadOnlyList<int> Levels { get; init; }
}
