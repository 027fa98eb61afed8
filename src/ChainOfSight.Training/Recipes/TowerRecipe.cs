using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>A CLIP vision tower.</summary>
public sealed record TowerRecipe
{
    /// <summary>Width C of the features.</summary>
    [Description("Width of the features; a multiple of heads."), Legal(1, 16384)]
    public required int Width { get; init; }

    /// <summary>Transformer blocks that are built; levels count from 0.</summary>
    [Description("Transformer blocks that are built."), Legal(1, 256)]
    public required int Blocks { get; init; }

    /// <summary>Attention heads; divides the width.</summary>
    [Description("Attention heads; divides the width."), Legal(1, 256)]
    public required int Heads { get; init; }

    /// <summary>Inner width of the feed-forward layers; null = 4 × width.</summary>
    [Description("Inner width of the feed-forward layers; absent = 4 x width."), Legal(1, 65536)]
    public int? MlpWidth { get; init; }

    /// <summary>Side of a patch in pixels; the image side divided by it is the grid.</summary>
    [Description("Side of a patch in pixels; image side / patch = grid."), Legal(1, 256)]
    public required int Patch { get; init; }

    /// <summary>Safetensors with Hugging Face names from which the tower starts; null = random.</summary>
    [Description("Safetensors with Hugging Face names from which the tower starts; absent = random.")]
    public string? Weights { get; init; }
}
