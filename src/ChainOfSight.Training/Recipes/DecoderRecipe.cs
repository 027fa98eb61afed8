using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>A Llama decoder; its vocabulary is the tokenizer's.</summary>
public sealed record DecoderRecipe
{
    /// <summary>Width of the hidden state.</summary>
    [Description("Width of the hidden state; a multiple of heads."), Legal(2, 65536)]
    public required int Width { get; init; }

    /// <summary>Transformer blocks.</summary>
    [Description("Transformer blocks."), Legal(1, 256)]
    public required int Layers { get; init; }

    /// <summary>Query heads; divides the width.</summary>
    [Description("Query heads; divides the width."), Legal(1, 512)]
    public required int Heads { get; init; }

    /// <summary>Key and value heads; divides <see cref="Heads"/>; null = as many.</summary>
    [Description("Key and value heads; divides heads; absent = as many."), Legal(1, 512)]
    public int? KeyValueHeads { get; init; }

    /// <summary>Inner width of the gated feed-forward layers.</summary>
    [Description("Inner width of the gated feed-forward layers."), Legal(1, 262144)]
    public required int MlpWidth { get; init; }

    /// <summary>Base of the rotary angles. Default 10,000.</summary>
    [Description("Base of the rotary angles."), Legal(1, 1e9)]
    public double RopeTheta { get; init; } = 10000;

    /// <summary>ε of the RMS norms. Default 1e-5.</summary>
    [Description("Epsilon of the RMS norms."), Legal(0, 1, ExclusiveMinimum = true)]
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Whether the output matrix is the embedding. Default false, as in Llama.</summary>
    [Description("Whether the output matrix is the embedding.")]
    public bool TieEmbeddings { get; init; }

    /// <summary>Safetensors with Hugging Face names from which the decoder starts; null = random.</summary>
    [Description("Safetensors with Hugging Face names from which the decoder starts; absent = random.")]
    public string? Weights { get; init; }
}
