using System.Text.Json;
using System.Text.Json.Nodes;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Vision;

/// <summary><see cref="ClipVisionConfig"/> as Hugging Face's <c>config.json</c>, of a vision model alone or of a whole CLIP.</summary>
public static class ClipVisionConfigFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">Content of the file.</param>
    /// <param name="source">File name for messages.</param>
    /// <exception cref="ModelConfigException">Not JSON, another kind of model, missing keys or impossible sizes.</exception>
    public static ClipVisionConfig Parse(string json, string source = "config.json")
    {
        var file = HuggingFaceConfig.Parse(json, source, nested: "vision_config");
        var kind = file.Text("model_type");
        file.Faults.Require(kind is null or "clip_vision_model" or "clip", "model_type", kind, "must be clip_vision_model or clip");
        var activation = file.Text("hidden_act");
        file.Faults.Require(activation is null or "quick_gelu", "hidden_act", activation, "must be quick_gelu");
        file.Faults.Require(file.Int("num_channels", 3) == 3, "num_channels", file.Int("num_channels", 3), "must be 3");

        // Defaults are those that Hugging Face leaves out of files written by older versions.
        var config = new ClipVisionConfig
        {
            Width = file.Int("hidden_size", 768),
            MlpWidth = file.Int("intermediate_size", 3072),
            Layers = file.Int("num_hidden_layers", 12),
            Heads = file.Int("num_attention_heads", 12),
            Patch = file.Int("patch_size", 32),
            ImageSide = file.Int("image_size", 224),
            NormEpsilon = file.Double("layer_norm_eps", 1e-5),
        };
        file.Faults.ThrowIfAny();
        return config.Validated(source);
    }

    /// <summary>Writes a configuration.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="layers">Blocks that the weights beside it hold; null: all of <see cref="ClipVisionConfig.Layers"/>.</param>
    /// <param name="dtype">Type of the weights beside it.</param>
    /// <returns>Content of <c>config.json</c>.</returns>
    public static string Write(ClipVisionConfig config, int? layers = null, string dtype = "float32")
    {
        ArgumentNullException.ThrowIfNull(config);
        return new JsonObject
        {
            ["architectures"] = new JsonArray("CLIPVisionModel"),
            ["model_type"] = "clip_vision_model",
            ["hidden_act"] = "quick_gelu",
            ["hidden_size"] = config.Width,
            ["intermediate_size"] = config.MlpWidth,
            ["num_hidden_layers"] = layers ?? config.Layers,
            ["num_attention_heads"] = config.Heads,
            ["num_channels"] = 3,
            ["patch_size"] = config.Patch,
            ["image_size"] = config.ImageSide,
            ["layer_norm_eps"] = config.NormEpsilon,
            ["torch_dtype"] = dtype,
        }.ToJsonString(Indented);
    }
}
