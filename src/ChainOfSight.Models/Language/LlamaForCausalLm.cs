using ChainOfSight.Models.Lora;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Language;

/// <summary>
/// A Llama decoder under Hugging Face's names (<c>model.embed_tokens</c>, <c>model.layers.{i}.self_attn.q_proj</c>, …, <c>lm_head</c>). Rows of all
/// samples lie end to end without padding; see <see cref="TokenLayout"/>.
/// </summary>
public sealed class LlamaForCausalLm : Module<Tensor, IAttentionPass, Tensor>
{
    private readonly LlamaModel model;
    private readonly AdaptableLinear? lm_head;

    /// <summary>Builds the decoder; weights are to be initialised or loaded afterwards.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="device">Where the weights live; default CPU. <c>META</c> holds shapes only.</param>
    /// <param name="dtype">Type of the weights; default f32.</param>
    /// <exception cref="ModelConfigException">The sizes are impossible.</exception>
    public LlamaForCausalLm(LlamaConfig config, Device? device = null, ScalarType? dtype = null)
        : base(nameof(LlamaForCausalLm))
    {
        ArgumentNullException.ThrowIfNull(config);
        Config = config.Validated();
        model = new(config, device, dtype);
        lm_head = config.TieEmbeddings ? null : new(config.Width, config.VocabularySize, device: device, dtype: dtype);
        RegisterComponents();
        OwnedWeights.TakeFromScope(this);
    }

    /// <summary>The sizes.</summary>
    public LlamaConfig Config { get; }

    /// <summary>True: a block's activations are computed again in backward instead of kept, with equal results. Default false.</summary>
    public bool RecomputeBlocks
    {
        get => model.RecomputeBlocks;
        set => model.RecomputeBlocks = value;
    }

    /// <summary>The embedding table <c>[vocabulary, width]</c>; its device and type are the decoder's.</summary>
    public Parameter EmbeddingTable => model.Table;

    /// <summary>Embeds tokens.</summary>
    /// <param name="ids">Token ids.</param>
    /// <returns><c>[ids, width]</c>.</returns>
    /// <exception cref="ArgumentException">An id outside the vocabulary.</exception>
    public Tensor Embed(ReadOnlySpan<int> ids)
    {
        var wide = new long[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            if (ids[i] < 0 || ids[i] >= Config.VocabularySize)
            {
                throw new ArgumentException($"token {i} has id {ids[i]}: legal are 0 to {Config.VocabularySize - 1}.", nameof(ids));
            }

            wide[i] = ids[i];
        }

        return model.Embed(tensor(wide, device: EmbeddingTable.device));
    }

    /// <summary>Makes the attention of a batch of whole samples.</summary>
    /// <param name="layout">Where the samples' rows lie.</param>
    /// <exception cref="ArgumentException">A sample longer than <see cref="LlamaConfig.MaxPositions"/>.</exception>
    public IAttentionPass Pass(TokenLayout layout)
    {
        CheckLength(layout);
        return new PackedPass(Config, layout, EmbeddingTable);
    }

    /// <summary>Embeddings to normed hidden states.</summary>
    /// <param name="input1">Embeddings of the rows, <c>[rows, width]</c>.</param>
    /// <param name="input2">How the rows' samples attend; see <see cref="Pass"/>.</param>
    /// <returns><c>[rows, width]</c>.</returns>
    public override Tensor forward(Tensor input1, IAttentionPass input2) => model.call(input1, input2);

    /// <summary>Logits of hidden states.</summary>
    /// <param name="hidden"><c>[rows, width]</c>.</param>
    /// <returns><c>[rows, vocabulary]</c>, in the decoder's type.</returns>
    public Tensor Logits(Tensor hidden) => lm_head is null ? nn.functional.linear(hidden, model.Table) : lm_head.call(hidden);

    /// <summary>Summed cross-entropy at the rows that carry loss, and nowhere else.</summary>
    /// <param name="hidden">Hidden states of all rows.</param>
    /// <param name="positions">Rows and targets.</param>
    /// <param name="options">Size of the chunks; null: the defaults.</param>
    public LossSum Loss(Tensor hidden, LossPositions positions, LossOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.Count == 0)
        {
            return new(zeros([], dtype: ScalarType.Float32, device: hidden.device), 0);
        }

        using var rows = hidden.index_select(0, tensor(positions.Rows, device: hidden.device));
        var targets = tensor(positions.Targets, device: hidden.device);
        return new(ChunkedLoss.Sum(rows, targets, Logits, Config.VocabularySize, options ?? new()), positions.Count);
    }

    /// <summary>Refuses samples that the rotary positions were not made for.</summary>
    internal void CheckLength(TokenLayout layout, int more = 0)
    {
        if (layout.Longest + more > Config.MaxPositions)
        {
            throw new ArgumentException($"a sample of {layout.Longest + more} tokens is longer than the decoder's {Config.MaxPositions}; shorten the text, take a layout with fewer visual tokens, or a decoder with more positions.", nameof(layout));
        }
    }
}
