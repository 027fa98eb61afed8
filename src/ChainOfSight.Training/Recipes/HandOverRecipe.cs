using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>Limits of the change from one token layout to the next.</summary>
public sealed record HandOverRecipe
{
    /// <summary>How much the held-out loss may rise, as a share; beyond it the run is held. Default 0.1.</summary>
    [Description("How much the held-out loss may rise, as a share; beyond it the run is held."), Legal(0, 1e6)]
    public double MaxLossRise { get; init; } = 0.1;

    /// <summary>Held-out samples for that comparison. Default 64.</summary>
    [Description("Held-out samples for that comparison."), Legal(1, 1e9)]
    public int Samples { get; init; } = 64;
}
