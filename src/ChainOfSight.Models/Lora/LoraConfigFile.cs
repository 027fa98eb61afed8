using System.Text.Json;
using System.Text.Json.Nodes;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Lora;

/// <summary><see cref="LoraConfig"/> as PEFT's <c>adapter_config.json</c>.</summary>
public static class LoraConfigFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">Content of the file.</param>
    /// <param name="source">File name for messages.</param>
    /// <exception cref="ModelConfigException">Not JSON, another kind of adapter, missing keys, impossible values, or a feature that is not supported.</exception>
    public static LoraConfig Parse(string json, string source = "adapter_config.json")
    {
        var file = HuggingFaceConfig.Parse(json, source);
        var kind = file.Text("peft_type");
        file.Faults.Require(kind is null or "LORA", "peft_type", kind, "must be LORA");
        foreach (var feature in new[] { "use_dora", "use_rslora", "fan_in_fan_out" })
        {
            file.Faults.Require(!file.Flag(feature, false), feature, "true", "is not supported");
        }

        var bias = file.Text("bias");
        file.Faults.Require(bias is null or "none", "bias", bias, "must be none");
        var targets = file.Find("target_modules");
        var isList = targets is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String);
        file.Faults.Require(isList, "target_modules", targets?.GetRawText() ?? "is missing", "must be a list of names");
        var config = new LoraConfig
        {
            Rank = file.Int("r"),
            Alpha = file.Double("lora_alpha"),
            Targets = isList ? [.. targets!.Value.EnumerateArray().Select(e => e.GetString()!)] : LoraConfig.AllLinear,
        };
        file.Faults.ThrowIfAny();
        return config.Validated(source);
    }

    /// <summary>Writes a configuration.</summary>
    /// <param name="config">Rank, alpha, targets.</param>
    /// <param name="baseModel">Name or path of the model it belongs to; empty where there is none.</param>
    /// <returns>Content of <c>adapter_config.json</c>.</returns>
    public static string Write(LoraConfig config, string baseModel = "")
    {
        ArgumentNullException.ThrowIfNull(config);
        return new JsonObject
        {
            ["peft_type"] = "LORA",
            ["task_type"] = "CAUSAL_LM",
            ["base_model_name_or_path"] = baseModel,
            ["r"] = config.Rank,
            ["lora_alpha"] = config.Alpha,
            ["lora_dropout"] = 0.0,
            ["target_modules"] = new JsonArray([.. config.Targets.Select(t => (JsonNode)t)]),
            ["bias"] = "none",
            ["fan_in_fan_out"] = false,
            ["inference_mode"] = true,
        }.ToJsonString(Indented);
    }
}
