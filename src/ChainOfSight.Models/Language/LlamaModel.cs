using ChainOfSight.Models.Normalization;
using ChainOfSight.Tensors;

namespace ChainOfSight.Models.Language;

/// <summary>The decoder without its output matrix: embedding table, blocks, final norm.</summary>
internal sealed class LlamaModel : Module<Tensor, IAttentionPass, Tensor>
{
    private readonly Embedding embed_tokens;
    private readonly ModuleList<LlamaLayer> layers;
    private readonly RmsNorm norm;

    public LlamaModel(LlamaConfig config, Device? device, ScalarType? dtype)
        : base(nameof(LlamaModel))
    {
        embed_tokens = nn.Embedding(config.VocabularySize, config.Width, device: device, dtype: dtype);
        layers = nn.ModuleList([.. Enumerable.Range(0, config.Layers).Select(i => new LlamaLayer(config, i, device, dtype))]);
        norm = new(config.Width, config.NormEpsilon, device, dtype);
        RegisterComponents();
    }

    /// <summary>Whether a block's activations are computed again in backward instead of kept.</summary>
    public bool RecomputeBlocks { get; set; }

    public Parameter Table => embed_tokens.weight!;

    public Tensor Embed(Tensor ids) => embed_tokens.call(ids);

    /// <param name="input1">Embeddings of the rows, <c>[rows, width]</c>.</param>
    /// <param name="input2">How the rows' samples attend.</param>
    /// <returns>Normed hidden states, <c>[rows, width]</c>.</returns>
    public override Tensor forward(Tensor input1, IAttentionPass input2)
    {
        // What backward needs of each block the graph keeps, and lets go as it passes.
        using var scope = NewDisposeScope();

        // What is added up from block to block stays in f32.
        var hidden = input1.to(ScalarType.Float32);
        foreach (var layer in layers)
        {
            hidden = RecomputeBlocks && is_grad_enabled()
                ? TensorEngine.Recompute.Run(given => layer.call(given, input2), hidden)
                : layer.call(hidden, input2);
        }

        return norm.call(hidden).MoveToOuterDisposeScope();
    }
}
