using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>Low-rank adapters on the linear maps of the decoder.</summary>
public sealed record LoraRecipe
{
    /// <summary>Rank of the two factors.</summary>
    [Description("Rank of the two factors."), Legal(1, 4096)]
    public required int Rank { get; init; }

    /// <summary>The product is scaled by alpha / rank; null = alpha equals rank.</summary>
    [Description("The product is scaled by alpha / rank; absent = rank."), Legal(0, 65536, ExclusiveMinimum = true)]
    public double? Alpha { get; init; }

    /// <summary>Which linear maps have adapters; all seven by default.</summary>
    [Description("Which linear maps have adapters."), LegalCount(1, 7), LegalPattern("^(q|k|v|o|gate|up|down)_proj$", "q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj or down_proj")]
    public IReadOnlyList<string> Targets { get; init; } = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];
}
