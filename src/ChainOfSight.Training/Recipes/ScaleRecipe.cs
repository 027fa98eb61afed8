using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>One scale of a layout.</summary>
public sealed record ScaleRecipe
{
    /// <summary>Side W of a window, in patches; divides the grid.</summary>
    [Description("Side of a window in patches; divides the grid."), Legal(1, 1024)]
    public required int Window { get; init; }

    /// <summary>Queries per window.</summary>
    [Description("Queries per window."), Legal(1, 4096)]
    public required int Queries { get; init; }

    /// <summary>The scale of the layout before from which this one grows, by index from 0; null where it grows from none.</summary>
    [Description("Index of the scale of the layout before from which this one grows."), Legal(0, 15)]
    public int? Parent { get; init; }
}
