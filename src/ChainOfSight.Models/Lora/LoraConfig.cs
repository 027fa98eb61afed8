using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Lora;

/// <summary>Size and place of the low-rank adapters (arXiv 2106.09685).</summary>
public sealed record LoraConfig
{
    /// <summary>All seven linear maps of a Llama block, as in arXiv 2407.15819.</summary>
    public static readonly IReadOnlyList<string> AllLinear = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

    /// <summary>Rank of the product; default 64, which matches the published count of trainable parameters.</summary>
    public int Rank { get; init; } = 64;

    /// <summary>The product is scaled by alpha / rank; default 128. The published value is not known.</summary>
    public double Alpha { get; init; } = 128;

    /// <summary>Ends of the names of the linear maps that get an adapter; default <see cref="AllLinear"/>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = AllLinear;

    /// <summary>Throws where a value is impossible.</summary>
    /// <returns>The same configuration.</returns>
    /// <exception cref="ModelConfigException">With every fault; keys are named as in PEFT's <c>adapter_config.json</c>.</exception>
    public LoraConfig Validated(string source = "LoRA")
    {
        new ConfigFaults(source)
            .InRange("r", Rank, 1 << 14)
            .Require(double.IsFinite(Alpha) && Alpha > 0, "lora_alpha", Alpha, "must be above 0")
            .Require(Targets.Count > 0 && Targets.All(t => !string.IsNullOrWhiteSpace(t)), "target_modules", $"[{string.Join(", ", Targets)}]", "must name at least one linear map, such as q_proj")
            .ThrowIfAny();
        return this;
    }

    /// <summary>Whether a linear map of this name gets an adapter.</summary>
    /// <param name="name">Full name, such as <c>model.layers.0.self_attn.q_proj</c>.</param>
    public bool Matches(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Targets.Any(target => name == target || name.EndsWith($".{target}", StringComparison.Ordinal));
    }
}
