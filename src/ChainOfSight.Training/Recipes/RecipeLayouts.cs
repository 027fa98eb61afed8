using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Training.Recipes;

/// <summary>The token layouts that a recipe can name: its own and the known ones.</summary>
public static class RecipeLayouts
{
    /// <summary>Names that a stage may use.</summary>
    public static IReadOnlyCollection<string> Names(Recipe recipe) => [.. recipe.Layouts.Keys, .. ResamplerLayouts.Names];

    /// <summary>The layout of a name, the recipe's own first; null where there is none.</summary>
    public static ResamplerLayout? Find(Recipe recipe, string name) =>
        recipe.Layouts.TryGetValue(name, out var own) ? Of(name, own) : ResamplerLayouts.Find(name);

    /// <summary>The layout of a multimodal stage.</summary>
    /// <exception cref="ArgumentException">The stage has none, or an unknown one; a recipe that was read has no such stage.</exception>
    public static ResamplerLayout Get(Recipe recipe, StageRecipe stage) =>
        Find(recipe, stage.Layout ?? "") ?? throw new ArgumentException($"The stage \"{stage.Name}\" names no known layout.", nameof(stage));

    /// <summary>A layout that is given as data.</summary>
    public static ResamplerLayout Of(string name, LayoutRecipe layout) => new()
    {
        Name = name,
        Grid = layout.Grid,
        Scales = [.. layout.Scales.Select(scale => new ResamplerScale(scale.Window, scale.Queries, scale.Parent))],
        Projector = layout.Projector switch
        {
            ProjectorForm.Plain => ProjectorKind.Plain,
            ProjectorForm.Linear => ProjectorKind.Linear,
            _ => ProjectorKind.MultiScale,
        },
        DeclaredTokens = layout.Tokens,
    };
}
