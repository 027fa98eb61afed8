using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>A token layout given as data.</summary>
public sealed record LayoutRecipe
{
    /// <summary>Side L of the patch grid.</summary>
    [Description("Side of the patch grid."), Legal(1, 1024)]
    public required int Grid { get; init; }

    /// <summary>What turns patches into tokens. Default multiScale.</summary>
    [Description("What turns patches into tokens.")]
    public ProjectorForm Projector { get; init; } = ProjectorForm.MultiScale;

    /// <summary>The scales, coarse to fine; none for a linear projector.</summary>
    [Description("The scales, coarse to fine; none for a linear projector."), LegalCount(0, 16)]
    public IReadOnlyList<ScaleRecipe> Scales { get; init; } = [];

    /// <summary>Visual tokens that the scales add up to; checked if given.</summary>
    [Description("Visual tokens that the scales add up to; checked if given."), Legal(1, 262144)]
    public int? Tokens { get; init; }
}
