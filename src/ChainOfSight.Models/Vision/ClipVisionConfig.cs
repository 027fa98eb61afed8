using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Vision;

/// <summary>Sizes of a CLIP vision tower. The defaults are those of ViT-L/14 at 224 pixels.</summary>
public sealed record ClipVisionConfig
{
    /// <summary>Width of a patch's features; default 1024.</summary>
    public int Width { get; init; } = 1024;

    /// <summary>Width inside the feed-forward part; default 4096.</summary>
    public int MlpWidth { get; init; } = 4096;

    /// <summary>Blocks of the whole tower; default 24. How many are built follows from the taps.</summary>
    public int Layers { get; init; } = 24;

    /// <summary>Attention heads; default 16.</summary>
    public int Heads { get; init; } = 16;

    /// <summary>Side of a patch in pixels; default 14.</summary>
    public int Patch { get; init; } = 14;

    /// <summary>Side of the square image in pixels, a multiple of <see cref="Patch"/>; default 224.</summary>
    public int ImageSide { get; init; } = 224;

    /// <summary>ε of every LayerNorm; default 1e-5.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Patches per side of the image.</summary>
    public int Grid => ImageSide / Patch;

    /// <summary>Throws where the sizes are impossible.</summary>
    /// <returns>The same configuration.</returns>
    /// <exception cref="ModelConfigException">With every fault; keys are named as in <c>config.json</c>.</exception>
    public ClipVisionConfig Validated(string source = "vision tower")
    {
        new ConfigFaults(source)
            .InRange("hidden_size", Width, 1 << 15)
            .InRange("intermediate_size", MlpWidth, 1 << 17)
            .InRange("num_hidden_layers", Layers, 1024)
            .InRange("num_attention_heads", Heads, 1024)
            .InRange("patch_size", Patch, 1024)
            .InRange("image_size", ImageSide, 1 << 14)
            .Require(NormEpsilon > 0, "layer_norm_eps", NormEpsilon, "must be above 0")
            .Require(Heads < 1 || Width % Heads == 0, "hidden_size", Width, $"must be a multiple of num_attention_heads {Heads}")
            .Require(Patch < 1 || ImageSide % Patch == 0, "image_size", ImageSide, $"must be a multiple of patch_size {Patch}")
            .ThrowIfAny();
        return this;
    }
}
