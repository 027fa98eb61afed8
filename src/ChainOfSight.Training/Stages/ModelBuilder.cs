using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Models.Language;
using ChainOfSight.Models.Lora;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Stages;

/// <summary>
/// Builds the model of a stage from the recipe and the weights of the run so far: what the library lacks comes from the recipe's weight
/// files, and else from the seed. On the lane's thread only.
/// </summary>
/// <param name="recipe">The recipe.</param>
/// <param name="tokenizer">Its vocabulary is the decoder's.</param>
/// <param name="device">Device of the lane.</param>
public sealed class ModelBuilder(Recipe recipe, ITokenizer tokenizer, Device device)
{
    private ScalarType Dtype { get; } = recipe.Precision == Precision.BF16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>Builds the model of a stage and loads its weights.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="library">Weights so far; receives what is drawn or read for the first time.</param>
    /// <param name="classes">Names of the classes of a vision stage.</param>
    /// <param name="layout">Layout of a multimodal stage; null = the one it names.</param>
    public StageModel Build(StageRecipe stage, WeightLibrary library, IReadOnlyList<string> classes, ResamplerLayout? layout = null)
    {
        var filler = new WeightFiller(recipe, stage, library);
        StageModel model = stage.Kind switch
        {
            StageKind.Language => new LanguageStageModel(stage, Decoder(stage, filler)),
            StageKind.Vision => new VisionStageModel(stage, Tower(stage, filler), Head(stage, filler, classes.Count), classes),
            _ => Multimodal(stage, filler, layout ?? RecipeLayouts.Get(recipe, stage)),
        };
        model.Prepare();
        filler.Claim(model.Trained);
        return model;
    }

    /// <summary>Builds the resampler of a layout in f32 from the library alone.</summary>
    public MultiScaleResampler Resampler(ResamplerLayout layout, WeightLibrary library)
    {
        var resampler = new MultiScaleResampler(layout, ResamplerOptions(), device, ScalarType.Float32);
        foreach (var (name, parameter) in WeightLoader.Named(resampler, PartNames.Resampler + "."))
        {
            TensorCopies.Copy(library.Find(name) ?? throw new ArgumentException($"The library lacks {name}.", nameof(library)), parameter);
        }

        return resampler;
    }

    private MultimodalStageModel Multimodal(StageRecipe stage, WeightFiller filler, ResamplerLayout layout)
    {
        var tower = Tower(stage, filler);
        var decoder = Decoder(stage, filler);
        var projector = VisualProjector.Create(layout, ResamplerOptions(), device, Dtype);
        filler.Fill(PartNames.Resampler, projector, null, () =>
        {
            var fresh = VisualProjector.Create(layout, ResamplerOptions());
            ModelInitializer.Initialize(fresh, Seed(PartNames.Resampler), recipe.Model.Resampler?.QueryDeviation);
            return fresh;
        });
        return new MultimodalStageModel(stage, new VisionLanguageModel(tower, projector, decoder), recipe.FeatureCacheMiB * 1024L * 1024);
    }

    private ClipVisionTower Tower(StageRecipe stage, WeightFiller filler)
    {
        var sizes = recipe.Model.Tower!;
        var config = new ClipVisionConfig
        {
            Width = sizes.Width,
            MlpWidth = sizes.MlpWidth ?? 4 * sizes.Width,
            Layers = sizes.Blocks,
            Heads = sizes.Heads,
            Patch = sizes.Patch,
            ImageSide = stage.ImageSide!.Value,
        };
        var taps = recipe.Model.Resampler?.Levels ?? [sizes.Blocks - 1];
        var tower = new ClipVisionTower(config, taps, device, Dtype) { RecomputeBlocks = stage.Recompute };
        filler.Fill(PartNames.Tower, tower, sizes.Weights, () =>
        {
            var fresh = new ClipVisionTower(config, taps);
            ModelInitializer.Initialize(fresh, Seed(PartNames.Tower));
            return fresh;
        });
        return tower;
    }

    private LlamaForCausalLm Decoder(StageRecipe stage, WeightFiller filler)
    {
        var sizes = recipe.Model.Decoder!;
        var config = new LlamaConfig
        {
            VocabularySize = tokenizer.VocabularySize,
            Width = sizes.Width,
            MlpWidth = sizes.MlpWidth,
            Layers = sizes.Layers,
            Heads = sizes.Heads,
            KeyValueHeads = sizes.KeyValueHeads,
            RopeTheta = sizes.RopeTheta,
            NormEpsilon = sizes.NormEpsilon,
            TieEmbeddings = sizes.TieEmbeddings,
            MaxPositions = LongestSequence(),
            BosId = tokenizer.BosId,
            EosIds = tokenizer.EosId is { } end ? [end] : [],
        };
        var decoder = new LlamaForCausalLm(config, device, Dtype) { RecomputeBlocks = stage.Recompute };
        Attach(decoder);
        filler.Fill(PartNames.Decoder, decoder, sizes.Weights, () =>
        {
            var fresh = new LlamaForCausalLm(config);
            ModelInitializer.Initialize(fresh, Seed(PartNames.Decoder));
            Attach(fresh);
            return fresh;
        });
        return decoder;
    }

    private VisionHead Head(StageRecipe stage, WeightFiller filler, int classes)
    {
        // Dense targets have one class more: nothing.
        var outputs = stage.Pooling == VisionPooling.Dense ? classes + 1 : classes;
        var head = new VisionHead(recipe.Model.Tower!.Width, outputs, device, Dtype);
        filler.Fill(PartNames.Head, head, null, () =>
        {
            var fresh = new VisionHead(recipe.Model.Tower!.Width, outputs);
            fresh.Initialize(Seed(PartNames.Head));
            return fresh;
        });
        return head;
    }

    private void Attach(LlamaForCausalLm decoder)
    {
        if (recipe.Model.Lora is { } lora)
        {
            LoraAdapter.Attach(decoder, new LoraConfig { Rank = lora.Rank, Alpha = lora.Alpha ?? lora.Rank, Targets = lora.Targets }, Seed("lora"));
        }
    }

    private ResamplerOptions ResamplerOptions() => new()
    {
        Width = recipe.Model.Resampler!.Width,
        Heads = recipe.Model.Resampler.Heads,
        Levels = recipe.Model.Resampler.Levels.Count,
        ContextWidth = recipe.Model.Tower!.Width,
        OutputWidth = recipe.Model.Decoder!.Width,
    };

    // Room for the longest sample of any stage, and for an answer behind it.
    private int LongestSequence() => Math.Max(4096, recipe.Evaluation.MaxAnswerTokens
        + recipe.Stages.Max(stage => stage.MaxTextTokens + (stage.IsMultimodal ? RecipeLayouts.Get(recipe, stage).Tokens : 0)));

    private long Seed(string purpose) => RandomKey.Of(recipe.Seed, purpose);
}
