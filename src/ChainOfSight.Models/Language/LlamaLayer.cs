using ChainOfSight.Models.Normalization;

namespace ChainOfSight.Models.Language;

/// <summary>One decoder block: attention and feed-forward part, each behind an RMS norm and residual.</summary>
internal sealed class LlamaLayer : Module<Tensor, IAttentionPass, Tensor>
{
    private readonly RmsNorm input_layernorm;
    private readonly LlamaAttention self_attn;
    private readonly RmsNorm post_attention_layernorm;
    private readonly LlamaMlp mlp;

    public LlamaLayer(LlamaConfig config, int layer, Device? device, ScalarType? dtype)
        : base(nameof(LlamaLayer))
    {
        input_layernorm = new(config.Width, config.NormEpsilon, device, dtype);
        self_attn = new(config, layer, device, dtype);
        post_attention_layernorm = new(config.Width, config.NormEpsilon, device, dtype);
        mlp = new(config, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input1, IAttentionPass input2)
    {
        using var scope = NewDisposeScope();
        var attended = input1 + self_attn.call(input_layernorm.call(input1), input2);
        return (attended + mlp.call(post_attention_layernorm.call(attended))).MoveToOuterDisposeScope();
    }
}
