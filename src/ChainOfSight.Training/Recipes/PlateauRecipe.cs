using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>When a held-out loss has stopped falling, so that its stage ends before its last step.</summary>
public sealed record PlateauRecipe
{
    /// <summary>Held-out losses in a row without improvement that end the stage; one is measured every <c>evaluation.everySteps</c>.</summary>
    [Description("Held-out losses in a row without improvement that end the stage."), Legal(1, 1e6)]
    public required int Patience { get; init; }

    /// <summary>Share by which the best loss so far must fall to count as an improvement. Default 0.005.</summary>
    [Description("Share by which the best held-out loss must fall to count as an improvement."), Legal(0, 1, ExclusiveMaximum = true)]
    public double MinImprovement { get; init; } = 0.005;
}
