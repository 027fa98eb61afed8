using System.ComponentModel;

namespace ChainOfSight.Training.Recipes;

/// <summary>Sizes of the parts of the model.</summary>
public sealed record ModelRecipe
{
    /// <summary>The vision tower; needed by every stage but <c>language</c>.</summary>
    [Description("The vision tower; needed by every stage but language.")]
    public TowerRecipe? Tower { get; init; }

    /// <summary>The resampler; needed by <c>pretrain</c> and <c>finetune</c>.</summary>
    [Description("The resampler; needed by pretrain and finetune.")]
    public ResamplerRecipe? Resampler { get; init; }

    /// <summary>The language model; needed by every stage but <c>vision</c>.</summary>
    [Description("The language model; needed by every stage but vision.")]
    public DecoderRecipe? Decoder { get; init; }

    /// <summary>Low-rank adapters on the language model; null = none.</summary>
    [Description("Low-rank adapters on the language model; absent = none.")]
    public LoraRecipe? Lora { get; init; }
}
