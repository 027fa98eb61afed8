using System.Text.Json;
using System.Text.Json.Nodes;
using ChainOfSight.Data.Images;
using ChainOfSight.Models.Language;
using ChainOfSight.Models.Lora;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;
using ChainOfSight.Training.Generation;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Exporting;

/// <summary>
/// Writes the model of a checkpoint as folders that other programs read: each part under Hugging Face's names in a folder of its own, the LoRA
/// as a PEFT adapter of the language model. Weights are written in the type in which the model was opened.
/// </summary>
public static class ModelExporter
{
    private const string PeftPrefix = "base_model.model.";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Exports a model.</summary>
    /// <param name="model">The model; open it in f32 to keep every bit of a checkpoint.</param>
    /// <param name="options">Where to, and what stands beside the weights.</param>
    /// <param name="cancellationToken">Ends the export; nothing is left of it then.</param>
    /// <exception cref="ExportException">The folder is there already, or cannot be written.</exception>
    public static async Task ExportAsync(CheckpointModel model, ExportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        using var folder = new ExportFolder(options.Folder, options.Overwrite);
        var parts = await model.RunAsync(stage => WriteParts(folder, model.Recipe, stage), cancellationToken).ConfigureAwait(false);
        if (options.Tokenizer is { } tokenizer && parts.Contains(ExportNames.LanguageModel))
        {
            TokenizerFiles.Write(folder, tokenizer);
        }

        folder.WriteText(Index(model, options, parts), ExportNames.Config);
        folder.WriteText(ModelCard.Write(model, options, parts), "README.md");
        cancellationToken.ThrowIfCancellationRequested();
        folder.Commit();
    }

    private static List<string> WriteParts(ExportFolder folder, Recipe recipe, StageModel stage)
    {
        var parts = new List<string>();
        switch (stage)
        {
            case MultimodalStageModel { Model: var model }:
                parts.Add(Tower(folder, model.Tower));
                parts.Add(Resampler(folder, model));
                parts.AddRange(Decoder(folder, recipe, model.Decoder));
                break;
            case LanguageStageModel language:
                parts.AddRange(Decoder(folder, recipe, language.Decoder));
                break;
            case VisionStageModel vision:
                parts.Add(Tower(folder, vision.Tower));
                break;
        }

        return parts;
    }

    private static string Tower(ExportFolder folder, ClipVisionTower tower)
    {
        folder.WriteText(ClipVisionConfigFile.Write(tower.Config, tower.Taps[^1] + 1, Dtype(tower)), ExportNames.VisionTower, ExportNames.Config);
        folder.WriteText(Preprocessor(tower.Config.ImageSide), ExportNames.VisionTower, "preprocessor_config.json");
        Save(folder, ExportNames.VisionTower, WeightFiles.ModelFile, WeightLoader.Named(tower));
        return ExportNames.VisionTower;
    }

    private static string Resampler(ExportFolder folder, ChainOfSight.Models.Multimodal.VisionLanguageModel model)
    {
        var config = new ResamplerConfigFile { Layout = model.Projector.Layout, TowerLevels = model.Tower.Taps, Sizes = model.Projector.Options };
        folder.WriteText(config.Write(), ExportNames.Resampler, ExportNames.Config);
        Save(folder, ExportNames.Resampler, WeightFiles.ModelFile, WeightLoader.Named(model.Projector));
        return ExportNames.Resampler;
    }

    private static IEnumerable<string> Decoder(ExportFolder folder, Recipe recipe, LlamaForCausalLm decoder)
    {
        var all = WeightLoader.Named(decoder);
        folder.WriteText(LlamaConfigFile.Write(decoder.Config, Dtype(decoder)), ExportNames.LanguageModel, ExportNames.Config);
        Save(folder, ExportNames.LanguageModel, WeightFiles.ModelFile, all.Where(entry => !IsLora(entry.Key)));
        yield return ExportNames.LanguageModel;
        var adapters = all.Where(entry => IsLora(entry.Key)).ToDictionary(entry => PeftPrefix + entry.Key, entry => entry.Value);
        if (adapters.Count > 0 && recipe.Model.Lora is { } lora)
        {
            var config = new LoraConfig { Rank = lora.Rank, Alpha = lora.Alpha ?? lora.Rank, Targets = lora.Targets };
            folder.WriteText(LoraConfigFile.Write(config, $"../{ExportNames.LanguageModel}"), ExportNames.Adapter, "adapter_config.json");
            Save(folder, ExportNames.Adapter, WeightFiles.AdapterFile, adapters);
            yield return ExportNames.Adapter;
        }
    }

    private static bool IsLora(string name) => name.Contains(".lora_", StringComparison.Ordinal);

    private static void Save(ExportFolder folder, string part, string file, IEnumerable<KeyValuePair<string, Parameter>> weights) => WeightFiles.Save(
        folder.PathOf(part, file),
        weights.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (Tensor)entry.Value)));

    private static string Dtype(nn.Module module) => module.parameters().First().dtype == ScalarType.BFloat16 ? "bfloat16" : "float32";

    private static string Preprocessor(int side) => new JsonObject
    {
        ["image_processor_type"] = "CLIPImageProcessor",
        ["do_convert_rgb"] = true,
        ["do_resize"] = true,
        ["size"] = new JsonObject { ["height"] = side, ["width"] = side },
        ["resample"] = 3,
        ["do_center_crop"] = false,
        ["do_rescale"] = true,
        ["rescale_factor"] = 1.0 / 255,
        ["do_normalize"] = true,
        ["image_mean"] = new JsonArray([.. PixelNormalizer.ClipMean.ToArray().Select(value => (JsonNode)value)]),
        ["image_std"] = new JsonArray([.. PixelNormalizer.ClipStd.ToArray().Select(value => (JsonNode)value)]),
    }.ToJsonString(Indented);

    private static string Index(CheckpointModel model, ExportOptions options, IReadOnlyList<string> parts) => new JsonObject
    {
        ["model_type"] = "chain_of_sight",
        ["parts"] = new JsonArray([.. parts.Select(part => (JsonNode)part)]),
        ["prompt"] = JsonSerializer.SerializeToNode(options.Prompts, ResamplerConfigFile.Options),
        ["checkpoint"] = model.Title,
        ["run"] = model.State.Run,
        ["recipe_sha256"] = model.State.RecipeHash,
        ["seed"] = model.State.Seed,
    }.ToJsonString(Indented);
}
