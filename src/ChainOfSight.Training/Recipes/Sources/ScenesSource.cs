using System.ComponentModel;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes.Sources;

/// <summary>Scenes composed from cut-outs, with exact boxes, counts, positions and text.</summary>
public sealed record ScenesSource : DataSource
{
    /// <summary>Where cut-outs come from: names of demo sets, or folders (with a slash in the path).</summary>
    [Description("Where cut-outs come from: names of demo sets, or folders with a slash in the path."), LegalCount(1, 16)]
    public required IReadOnlyList<string> Cutouts { get; init; }

    /// <summary>Scenes that are composed.</summary>
    [Description("Scenes that are composed."), Legal(1, 1e9)]
    public required int Count { get; init; }

    /// <summary>What the scenes are like.</summary>
    [Description("What the scenes are like.")]
    public SceneOptions Scene { get; init; } = new();
}
