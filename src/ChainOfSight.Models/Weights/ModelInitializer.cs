using ChainOfSight.Models.Language;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;

namespace ChainOfSight.Models.Weights;

/// <summary>Random starts of whole models, equal for equal seeds. Biases are 0, norms 1.</summary>
public static class ModelInitializer
{
    /// <summary>
    /// Projector: normal 0.02 for linear weights and queries (arXiv 2407.15819's code truncates at ±2, 100 deviations away, so not at all).
    /// </summary>
    /// <param name="projector">Filled in place.</param>
    /// <param name="seed">Seed.</param>
    public static void Initialize(VisualProjector projector, long seed) => Fill(projector, seed, _ => 0.02);

    /// <summary>Decoder: normal 0.02, as Hugging Face starts a Llama.</summary>
    /// <param name="decoder">Filled in place.</param>
    /// <param name="seed">Seed.</param>
    public static void Initialize(LlamaForCausalLm decoder, long seed) => Fill(decoder, seed, _ => 0.02);

    /// <summary>Tower: deviations that shrink with width and depth, as Hugging Face starts a CLIP.</summary>
    /// <param name="tower">Filled in place.</param>
    /// <param name="seed">Seed.</param>
    public static void Initialize(ClipVisionTower tower, long seed)
    {
        ArgumentNullException.ThrowIfNull(tower);
        var width = 1 / Math.Sqrt(tower.Config.Width);
        var depth = 1 / Math.Sqrt(2 * (tower.Taps[^1] + 1));
        Fill(tower, seed, name => name switch
        {
            _ when name.EndsWith("class_embedding", StringComparison.Ordinal) => width,
            _ when name.EndsWith("out_proj.weight", StringComparison.Ordinal) => width,
            _ when name.EndsWith("fc1.weight", StringComparison.Ordinal) => width / Math.Sqrt(2),
            _ when name.Contains(".encoder.", StringComparison.Ordinal) => width * depth,
            _ => 0.02,
        });
    }

    private static void Fill(nn.Module model, long seed, Func<string, double> deviation)
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
                KeyedInitializer.Normal(parameter, deviation(name), seed, name);
            }
        }
    }
}
