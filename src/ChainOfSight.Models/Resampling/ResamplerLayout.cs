using System.Text.Json.Serialization;

namespace ChainOfSight.Models.Resampling;

/// <summary>
/// Which windows over the tower's grid yield how many visual tokens. Plain data, fit for JSON; <see cref="ResamplerLayouts"/> holds
/// the published ones by name, <see cref="LayoutValidator"/> judges any other.
/// </summary>
public sealed record ResamplerLayout
{
    /// <summary>Name in messages, recipes and checkpoints.</summary>
    public required string Name { get; init; }

    /// <summary>Side of the tower's grid in patches: 16 is 224 pixels and 32 is 448 pixels with CLIP L/14.</summary>
    public required int Grid { get; init; }

    /// <summary>Scales, coarse to fine; their tokens stand in this order. Empty for <see cref="ProjectorKind.Linear"/>.</summary>
    public IReadOnlyList<ResamplerScale> Scales { get; init; } = [];

    /// <summary>What turns features into tokens; default <see cref="ProjectorKind.MultiScale"/>.</summary>
    public ProjectorKind Projector { get; init; } = ProjectorKind.MultiScale;

    /// <summary>Total of tokens as its author states it; checked against the scales. Null: not stated.</summary>
    public int? DeclaredTokens { get; init; }

    /// <summary>
    /// Name of the layout that this one is published as growing from; null where there is none. Any other layout with fitting scales
    /// may stand in its place: <see cref="InflationPlan"/> judges scales, not names.
    /// </summary>
    public string? GrowsFrom { get; init; }

    /// <summary>Visual tokens of one image: Σ (grid / window)² · queries per window; one per patch where the projector is linear.</summary>
    [JsonIgnore]
    public int Tokens => Projector == ProjectorKind.Linear ? Grid * Grid : Scales.Sum(ScaleTokens);

    /// <summary>Windows per side of a scale: grid / window.</summary>
    /// <param name="scale">Index of the scale.</param>
    public int WindowGrid(int scale) => Grid / Scales[scale].Window;

    /// <summary>Index of a scale's first token among all visual tokens.</summary>
    /// <param name="scale">Index of the scale.</param>
    public int TokenOffset(int scale) => Scales.Take(scale).Sum(ScaleTokens);

    /// <summary>Tokens of a scale of this layout.</summary>
    /// <param name="scale">The scale.</param>
    public int ScaleTokens(ResamplerScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        var side = Grid / scale.Window;
        return side * side * scale.QueriesPerWindow;
    }
}
