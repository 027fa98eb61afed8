using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>How many samples may turn out bad before the run stops.</summary>
public sealed record QuarantineRecipe
{
    /// <summary>Bad samples of all sources. Default 1,000.</summary>
    [Description("Bad samples of all sources before the run stops."), Legal(0, 1e9)]
    public int PerRun { get; init; } = 1000;

    /// <summary>Bad samples of any one source. Default 100.</summary>
    [Description("Bad samples of any one source before the run stops."), Legal(0, 1e9)]
    public int PerSource { get; init; } = 100;
}
