using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Language;

/// <summary>Sizes of a Llama decoder. The defaults are those of Vicuna-7B v1.5.</summary>
public sealed record LlamaConfig
{
    /// <summary>Rows of the embedding table; default 32,000.</summary>
    public int VocabularySize { get; init; } = 32_000;

    /// <summary>Width of the hidden state; default 4096.</summary>
    public int Width { get; init; } = 4096;

    /// <summary>Width inside the gated feed-forward part; default 11,008.</summary>
    public int MlpWidth { get; init; } = 11_008;

    /// <summary>Blocks; default 32.</summary>
    public int Layers { get; init; } = 32;

    /// <summary>Query heads; default 32.</summary>
    public int Heads { get; init; } = 32;

    /// <summary>Key and value heads, each shared by Heads / KeyValueHeads query heads; null: as many as <see cref="Heads"/>.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Width of a head, even; null: Width / Heads.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>ε of every RMS norm; default 1e-5.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Base of the rotary frequencies; default 10,000.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>Longest sequence in tokens, visual ones included; default 4096.</summary>
    public int MaxPositions { get; init; } = 4096;

    /// <summary>True: logits use the embedding table and there is no <c>lm_head</c>; false (default): a matrix of their own.</summary>
    public bool TieEmbeddings { get; init; }

    /// <summary>First id of every text; null where the vocabulary has none.</summary>
    public int? BosId { get; init; }

    /// <summary>Ids that end a generated text.</summary>
    public IReadOnlyList<int> EosIds { get; init; } = [];

    /// <summary>Key and value heads as used.</summary>
    internal int Groups => KeyValueHeads ?? Heads;

    /// <summary>Width of a head as used.</summary>
    internal int HeadSize => HeadWidth ?? Width / Heads;

    /// <summary>Throws where the sizes are impossible.</summary>
    /// <returns>The same configuration.</returns>
    /// <exception cref="ModelConfigException">With every fault; keys are named as in <c>config.json</c>.</exception>
    public LlamaConfig Validated(string source = "language model")
    {
        var faults = new ConfigFaults(source)
            .InRange("vocab_size", VocabularySize, 1 << 22)
            .InRange("hidden_size", Width, 1 << 16)
            .InRange("intermediate_size", MlpWidth, 1 << 18)
            .InRange("num_hidden_layers", Layers, 1024)
            .InRange("num_attention_heads", Heads, 1024)
            .InRange("num_key_value_heads", Groups, 1024)
            .InRange("max_position_embeddings", MaxPositions, 1 << 24)
            .Require(NormEpsilon > 0, "rms_norm_eps", NormEpsilon, "must be above 0")
            .Require(RopeTheta > 1, "rope_theta", RopeTheta, "must be above 1")
            .Require(Groups < 1 || Heads % Groups == 0, "num_key_value_heads", Groups, $"must divide num_attention_heads {Heads}")
            .Require(HeadWidth is not null || Heads < 1 || Width % Heads == 0, "hidden_size", Width, $"must be a multiple of num_attention_heads {Heads} where head_dim is not given")
            .Require(Heads < 1 || HeadSize is > 0 and <= 4096 && HeadSize % 2 == 0, "head_dim", Heads < 1 ? 0 : HeadSize, "must be even, 2 to 4096, for rotary positions");
        foreach (var id in EosIds.Append(BosId ?? 0))
        {
            faults.Require(id >= 0 && id < VocabularySize, "bos_token_id or eos_token_id", id, $"must be an id below vocab_size {VocabularySize}");
        }

        faults.ThrowIfAny();
        return this;
    }
}
