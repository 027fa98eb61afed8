using ChainOfSight.Models.Normalization;

namespace ChainOfSight.Models.Vision;

/// <summary>One tower block: attention and feed-forward part, each behind a LayerNorm and residual.</summary>
internal sealed class ClipLayer : Module<Tensor, Tensor>
{
    private readonly ClipAttention self_attn;
    private readonly WideLayerNorm layer_norm1;
    private readonly ClipMlp mlp;
    private readonly WideLayerNorm layer_norm2;

    public ClipLayer(ClipVisionConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipLayer))
    {
        self_attn = new(config, device, dtype);
        layer_norm1 = new(config.Width, config.NormEpsilon, device, dtype);
        mlp = new(config, device, dtype);
        layer_norm2 = new(config.Width, config.NormEpsilon, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var attended = input + self_attn.call(layer_norm1.call(input));
        return (attended + mlp.call(layer_norm2.call(attended))).MoveToOuterDisposeScope();
    }
}
