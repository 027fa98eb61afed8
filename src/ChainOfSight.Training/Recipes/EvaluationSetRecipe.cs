using System.ComponentModel;
using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>One evaluation set: questions from the held-out part of a source.</summary>
public sealed record EvaluationSetRecipe
{
    /// <summary>The source, by name.</summary>
    [Description("The source, by name.")]
    public required string Source { get; init; }

    /// <summary>Tasks that are asked; null = all that the source has.</summary>
    [Description("Tasks that are asked; absent = all."), LegalCount(1, 4)]
    public IReadOnlyList<SampleTask>? Tasks { get; init; }

    /// <summary>Turns that are asked per task. Default 500.</summary>
    [Description("Turns that are asked per task."), Legal(1, 1e9)]
    public int Count { get; init; } = 500;
}
