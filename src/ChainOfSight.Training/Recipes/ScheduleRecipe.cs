using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>Learning rate over the steps of a stage.</summary>
public sealed record ScheduleRecipe
{
    /// <summary>Share of the steps in which the rate rises in a line from 0 to its peak. Default 0.03.</summary>
    [Description("Share of the steps in which the rate rises to its peak."), Legal(0, 1)]
    public double Warmup { get; init; } = 0.03;

    /// <summary>How it falls afterwards. Default cosine.</summary>
    [Description("How it falls afterwards.")]
    public ScheduleShape Shape { get; init; } = ScheduleShape.Cosine;

    /// <summary>Final rate as a share of the peak. Default 0.</summary>
    [Description("Final rate as a share of the peak."), Legal(0, 1)]
    public double Final { get; init; }
}
