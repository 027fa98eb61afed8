using ChainOfSight.Models.Language;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;

namespace ChainOfSight.Models.Weights;

/// <summary>Random starts of whole models, equal for equal seeds. Biases are 0, norms 1.</summary>
public static class ModelInitializer
{
    /// <summary>
    /// Projector: normal 0.64/√fan-in for linear weights, which is the paper's 0.02 at its width of 1024 and keeps small models off a plateau where 0.02
    /// would be too little to pass a signal on. (arXiv 2407.15819's code truncates at ±2, 100 deviations away, so not at all.)
    /// </summary>
    /// <param name="projector">Filled in place.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="queryDeviation">Deviation of the queries; null, the default: 0.64/√width. Larger ones tell windows apart from the first step on.</param>
    public static void Initialize(VisualProjector projector, long seed, double? queryDeviation = null) => Fill(projector, seed, (name, parameter) =>
        name.EndsWith("queries", StringComparison.Ordinal) && queryDeviation is { } given ? given : 0.64 / Math.Sqrt(parameter.shape[^1]));

    /// <summary>
    /// Decoder: normal 0.8/√fan-in for linear weights, 0.1 for embeddings, 0.02 for the output matrix, so that the first loss is that of guessing.
    /// </summary>
    /// <param name="decoder">Filled in place.</param>
    /// <param name="seed">Seed.</param>
    public static void Initialize(LlamaForCausalLm decoder, long seed) => Fill(decoder, seed, (name, parameter) =>
        name.Contains("lm_head", StringComparison.Ordinal) ? 0.02
        : name.Contains("embed_tokens", StringComparison.Ordinal) ? (decoder.Config.TieEmbeddings ? 0.02 : 0.1)
        : 0.8 / Math.Sqrt(parameter.shape[^1]));

    /// <summary>
    /// Tower: deviations that shrink with width and depth, as Hugging Face starts a CLIP; 1/√(3 · fan-in) for the patches, which is its 0.02 at 14 pixels; and
    /// positions that begin as sines and cosines of row and column, so that a tower of minutes need not learn where its patches are.
    /// </summary>
    /// <param name="tower">Filled in place.</param>
    /// <param name="seed">Seed.</param>
    public static void Initialize(ClipVisionTower tower, long seed)
    {
        ArgumentNullException.ThrowIfNull(tower);
        var width = 1 / Math.Sqrt(tower.Config.Width);
        var depth = 1 / Math.Sqrt(2 * (tower.Taps[^1] + 1));
        Fill(tower, seed, (name, parameter) => name switch
        {
            _ when name.EndsWith("class_embedding", StringComparison.Ordinal) => width,
            _ when name.EndsWith("out_proj.weight", StringComparison.Ordinal) => width,
            _ when name.EndsWith("fc1.weight", StringComparison.Ordinal) => width / Math.Sqrt(2),
            _ when name.Contains(".encoder.", StringComparison.Ordinal) => width * depth,
            _ when name.EndsWith("patch_embedding.weight", StringComparison.Ordinal) => 1 / Math.Sqrt(3.0 * parameter.numel() / parameter.shape[0]),
            _ => 0.02,
        });
        using var noGradient = no_grad();
        using var table = tensor(SinusoidalPositions.Of(tower.Config.Grid, tower.Config.Width, scale: 0.5));
        tower.Positions.narrow(0, 1, tower.Positions.shape[0] - 1).copy_(table.view(-1, tower.Config.Width));
    }

    private static void Fill(nn.Module model, long seed, Func<string, Parameter, double> deviation)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var noGradient = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                parameter.fill_(0);
            }
            else if (name.Contains("norm", StringComparison.Ordinal) && parameter.dim() == 1)
            {
                parameter.fill_(1);
            }
            else
            {
                KeyedInitializer.Normal(parameter, deviation(name, parameter), seed, name);
            }
        }
    }
}
