using System.Text.Json.Nodes;
using ChainOfSight.Models.Language;
using ChainOfSight.Models.Lora;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Benchmarks.Works;

/// <summary>Sizes of a model as a comparison states them to both sides, and the model built from them.</summary>
/// <param name="json">The request.</param>
internal sealed class ModelRequest(JsonObject json)
{
    private const long Seed = 1;

    public JsonObject Json => json;

    public ScalarType Dtype => (string)json["precision"]! == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32;

    public int Threads => (int)json["threads"]!;

    public int Vocabulary => (int)json["vocabulary"]!;

    public bool TrainsTower => (bool?)json["trainTower"] ?? false;

    /// <summary>Where the weights in f32 go for the peers.</summary>
    public string WeightsFile => (string)json["weights"]!;

    public ResamplerLayout Layout => ResamplerLayouts.Get((string)json["layout"]!);

    /// <summary>Text tokens of each sample, per variant of the batch.</summary>
    public IReadOnlyList<int[]> Lengths => [.. json["lengths"]!.AsArray().Select(variant => variant!.AsArray().Select(length => (int)length!).ToArray())];

    public int ImageSide => (int)json["tower"]!["side"]!;

    /// <summary>The same ids as <c>inputs.py</c>.</summary>
    public static int[] TokenIds(IReadOnlyList<int> lengths, int variant, int vocabulary) =>
        [.. lengths.SelectMany((length, sample) => Enumerable.Range(0, length).Select(place => ((sample * 131) + (place * 7919) + (variant * 17) + 1) % vocabulary))];

    /// <summary>The same pixels as <c>inputs.py</c>.</summary>
    public static float[] Pixels(int images, int side)
    {
        var values = new float[images * 3 * side * side];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (((uint)i * 2654435761u) >> 8) / 8388608f - 1f;
        }

        return values;
    }

    /// <summary>The whole model with random weights.</summary>
    public VisionLanguageModel Model(ScalarType dtype)
    {
        var (tower, resampler) = (json["tower"]!, json["resampler"]!);
        var vision = new ClipVisionTower(
            new ClipVisionConfig
            {
                Width = (int)tower["width"]!,
                MlpWidth = 4 * (int)tower["width"]!,
                Layers = (int)tower["blocks"]!,
                Heads = (int)tower["heads"]!,
                Patch = (int)tower["patch"]!,
                ImageSide = ImageSide,
            },
            [.. tower["taps"]!.AsArray().Select(tap => (int)tap!)],
            dtype: dtype);
        var projector = VisualProjector.Create(
            Layout,
            new ResamplerOptions
            {
                Width = (int)resampler["width"]!,
                Heads = (int)resampler["heads"]!,
                Levels = vision.Taps.Count,
                ContextWidth = vision.Config.Width,
                OutputWidth = (int)json["decoder"]!["width"]!,
            },
            dtype: dtype);
        ModelInitializer.Initialize(vision, Seed);
        ModelInitializer.Initialize(projector, Seed);
        return new VisionLanguageModel(vision, projector, Decoder(dtype));
    }

    /// <summary>The decoder with random weights, its adapters' products zero.</summary>
    public LlamaForCausalLm Decoder(ScalarType dtype, bool adapters = true)
    {
        var sizes = json["decoder"]!;
        var decoder = new LlamaForCausalLm(
            new LlamaConfig
            {
                VocabularySize = Vocabulary,
                Width = (int)sizes["width"]!,
                MlpWidth = (int)sizes["inner"]!,
                Layers = (int)sizes["layers"]!,
                Heads = (int)sizes["heads"]!,
                NormEpsilon = (double)sizes["epsilon"]!,
            },
            dtype: dtype);
        ModelInitializer.Initialize(decoder, Seed);
        if (adapters)
        {
            LoraAdapter.Attach(decoder, new LoraConfig { Rank = (int)sizes["rank"]!, Alpha = (double)sizes["alpha"]! }, Seed);
        }

        return decoder;
    }

    /// <summary>Writes weights in f32 for the peers.</summary>
    public void WriteWeights(nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        SafetensorsWriter.Save(WeightsFile, model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.detach().to(ScalarType.Float32)));
    }
}
