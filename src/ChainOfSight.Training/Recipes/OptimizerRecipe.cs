using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>AdamW with decoupled weight decay and a global clip.</summary>
public sealed record OptimizerRecipe
{
    /// <summary>Decay of the first moment. Default 0.9.</summary>
    [Description("Decay of the first moment."), Legal(0, 1, ExclusiveMaximum = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment. Default 0.999.</summary>
    [Description("Decay of the second moment."), Legal(0, 1, ExclusiveMaximum = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment. Default 1e-8.</summary>
    [Description("Added to the root of the second moment."), Legal(0, 1, ExclusiveMinimum = true)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Decoupled weight decay of matrices; vectors, norms, queries and embeddings have none. Default 0.</summary>
    [Description("Decoupled weight decay of matrices; vectors and norms have none."), Legal(0, 10)]
    public double WeightDecay { get; init; }

    /// <summary>Largest global norm of the gradient; 0 = no clipping. Default 1.</summary>
    [Description("Largest global norm of the gradient; 0 = no clipping."), Legal(0, 1e9)]
    public double Clip { get; init; } = 1;
}
