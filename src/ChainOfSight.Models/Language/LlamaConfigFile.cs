using System.Text.Json;
using System.Text.Json.Nodes;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Language;

/// <summary><see cref="LlamaConfig"/> as Hugging Face's <c>config.json</c> of a <c>LlamaForCausalLM</c>.</summary>
public static class LlamaConfigFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">Content of the file.</param>
    /// <param name="source">File name for messages.</param>
    /// <exception cref="ModelConfigException">Not JSON, another kind of model, missing keys, impossible sizes, scaled rotary positions.</exception>
    public static LlamaConfig Parse(string json, string source = "config.json")
    {
        var file = HuggingFaceConfig.Parse(json, source);
        var kind = file.Text("model_type");
        file.Faults.Require(kind is null or "llama", "model_type", kind, "must be llama");
        var activation = file.Text("hidden_act");
        file.Faults.Require(activation is null or "silu", "hidden_act", activation, "must be silu");
        foreach (var bias in new[] { "attention_bias", "mlp_bias" })
        {
            file.Faults.Require(!file.Flag(bias, false), bias, "true", "linear maps with bias are not supported");
        }

        var config = new LlamaConfig
        {
            VocabularySize = file.Int("vocab_size"),
            Width = file.Int("hidden_size"),
            MlpWidth = file.Int("intermediate_size"),
            Layers = file.Int("num_hidden_layers"),
            Heads = file.Int("num_attention_heads"),
            KeyValueHeads = file.Find("num_key_value_heads") is null ? null : file.Int("num_key_value_heads"),
            HeadWidth = file.Find("head_dim") is null ? null : file.Int("head_dim"),
            NormEpsilon = file.Double("rms_norm_eps", 1e-6),
            RopeTheta = Theta(file),
            MaxPositions = file.Int("max_position_embeddings", 2048),
            TieEmbeddings = file.Flag("tie_word_embeddings", false),
            BosId = file.Ids("bos_token_id") is [var bos, ..] ? bos : null,
            EosIds = file.Ids("eos_token_id"),
        };
        file.Faults.ThrowIfAny();
        return config.Validated(source);
    }

    /// <summary>Writes a configuration.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="dtype">Type of the weights beside it, such as <c>float32</c> or <c>bfloat16</c>.</param>
    /// <returns>Content of <c>config.json</c>.</returns>
    public static string Write(LlamaConfig config, string dtype = "float32")
    {
        ArgumentNullException.ThrowIfNull(config);
        var eos = config.EosIds.Count == 1 ? (JsonNode)config.EosIds[0] : new JsonArray([.. config.EosIds.Select(id => (JsonNode)id)]);
        return new JsonObject
        {
            ["architectures"] = new JsonArray("LlamaForCausalLM"),
            ["model_type"] = "llama",
            ["hidden_act"] = "silu",
            ["vocab_size"] = config.VocabularySize,
            ["hidden_size"] = config.Width,
            ["intermediate_size"] = config.MlpWidth,
            ["num_hidden_layers"] = config.Layers,
            ["num_attention_heads"] = config.Heads,
            ["num_key_value_heads"] = config.Groups,
            ["head_dim"] = config.HeadSize,
            ["rms_norm_eps"] = config.NormEpsilon,
            ["rope_theta"] = config.RopeTheta,
            ["max_position_embeddings"] = config.MaxPositions,
            ["tie_word_embeddings"] = config.TieEmbeddings,
            ["attention_bias"] = false,
            ["mlp_bias"] = false,
            ["bos_token_id"] = config.BosId,
            ["eos_token_id"] = config.EosIds.Count == 0 ? null : eos,
            ["torch_dtype"] = dtype,
        }.ToJsonString(Indented);
    }

    // Newer files keep the rotary base in rope_parameters; older ones beside the sizes.
    private static double Theta(HuggingFaceConfig file)
    {
        foreach (var key in new[] { "rope_scaling", "rope_parameters" })
        {
            if (file.Find(key) is not { ValueKind: JsonValueKind.Object } rope)
            {
                continue;
            }

            var kind = rope.TryGetProperty("rope_type", out var type) || rope.TryGetProperty("type", out type) ? type.GetString() : null;
            file.Faults.Require(kind is null or "default", key, kind, "scaled rotary positions are not supported");
            if (rope.TryGetProperty("rope_theta", out var theta) && theta.TryGetDouble(out var value))
            {
                return value;
            }
        }

        return file.Double("rope_theta", 10_000);
    }
}
