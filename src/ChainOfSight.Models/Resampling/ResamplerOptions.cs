using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Resampling;

/// <summary>Sizes of a projector. The defaults are those of arXiv 2407.15819 with CLIP L/14 and a 7B decoder.</summary>
public sealed record ResamplerOptions
{
    /// <summary>Width of the queries; default 1024. Unused by the linear projector.</summary>
    public int Width { get; init; } = 1024;

    /// <summary>Attention heads, dividing <see cref="Width"/>; default 16.</summary>
    public int Heads { get; init; } = 16;

    /// <summary>Levels of the tower that are read, low to high; default 2. The baselines read the last of them only.</summary>
    public int Levels { get; init; } = 2;

    /// <summary>Width of the tower's features; default 1024.</summary>
    public int ContextWidth { get; init; } = 1024;

    /// <summary>Width of the language model; default 4096.</summary>
    public int OutputWidth { get; init; } = 4096;

    /// <summary>ε of every LayerNorm; default 1e-5.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Throws where the sizes are impossible.</summary>
    /// <returns>The same options.</returns>
    /// <exception cref="ModelConfigException">With every fault.</exception>
    public ResamplerOptions Validated(string source = "resampler")
    {
        new ConfigFaults(source)
            .InRange("width", Width, 1 << 15)
            .InRange("heads", Heads, 1024)
            .InRange("levels", Levels, 64)
            .InRange("contextWidth", ContextWidth, 1 << 15)
            .InRange("outputWidth", OutputWidth, 1 << 16)
            .Require(NormEpsilon > 0, "normEpsilon", NormEpsilon, "must be above 0")
            .Require(Heads < 1 || Width % Heads == 0, "width", Width, $"must be a multiple of heads {Heads}")
            .ThrowIfAny();
        return this;
    }
}
