using ChainOfSight.Models.Language;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Small models with random weights.</summary>
internal static class TinyModels
{
    public static readonly LlamaConfig Config = new()
    {
        VocabularySize = 37, Width = 16, MlpWidth = 24, Layers = 2, Heads = 4, KeyValueHeads = 2, MaxPositions = 64, EosIds = [2],
    };

    public static readonly ClipVisionConfig TowerConfig = new() { Width = 16, MlpWidth = 24, Layers = 3, Heads = 2, Patch = 2, ImageSide = 32 };

    public static LlamaForCausalLm Decoder(LlamaConfig? config = null, double spread = 10)
    {
        var decoder = new LlamaForCausalLm(config ?? Config);
        ModelInitializer.Initialize(decoder, seed: 1);

        // Wider than a training start, so that logits differ enough for a comparison to mean something.
        using var noGradient = no_grad();
        foreach (var (_, parameter) in decoder.named_parameters().Where(entry => entry.parameter.dim() == 2))
        {
            parameter.mul_(spread);
        }

        return decoder;
    }

    public static MultiScaleResampler Resampler(ResamplerLayout layout, int outputWidth = 16, long seed = 2)
    {
        var resampler = new MultiScaleResampler(layout, new() { Width = 16, Heads = 2, ContextWidth = 16, OutputWidth = outputWidth });
        using var noGradient = no_grad();
        foreach (var (name, parameter) in resampler.named_parameters())
        {
            // Norms and biases too, so that a wrong copy of any weight shows.
            KeyedInitializer.Normal(parameter, 0.5, seed, name);
        }

        return resampler;
    }

    public static VisionLanguageModel Model(string layout = "cos-32")
    {
        var tower = new ClipVisionTower(TowerConfig, [1, 2]);
        ModelInitializer.Initialize(tower, seed: 3);
        return new(tower, Resampler(ResamplerLayouts.Get(layout)), Decoder());
    }
}
