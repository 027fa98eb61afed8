using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>When checkpoints are written and which stay. One is always written at the end of a stage.</summary>
public sealed record CheckpointRecipe
{
    /// <summary>Steps between checkpoints within a stage; 0 = only at its end. Default 0.</summary>
    [Description("Steps between checkpoints within a stage; 0 = only at its end."), Legal(0, 1e12)]
    public long EverySteps { get; init; }

    /// <summary>How many verified checkpoints stay beside the last one of each finished stage. Default 2.</summary>
    [Description("Verified checkpoints that stay beside the last of each finished stage."), Legal(1, 10000)]
    public int Keep { get; init; } = 2;
}
