using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>Names the checkpoint of another run in the same store: all its weights are taken over, its optimizer is not.</summary>
public sealed record StartFromRecipe
{
    /// <summary>The other run.</summary>
    [Description("The other run."), LegalName]
    public required string Run { get; init; }

    /// <summary>Its stage.</summary>
    [Description("Stage of the other run."), LegalName]
    public required string Stage { get; init; }

    /// <summary>The step of that stage; null = its last checkpoint.</summary>
    [Description("Step of that stage; absent = its last checkpoint."), Legal(0, 1e12)]
    public long? Step { get; init; }
}
