using ChainOfSight.Models.Lora;

namespace ChainOfSight.Models.Language;

/// <summary>Self-attention of a decoder block with rotary positions and grouped queries.</summary>
internal sealed class LlamaAttention : Module<Tensor, IAttentionPass, Tensor>
{
    private readonly AdaptableLinear q_proj;
    private readonly AdaptableLinear k_proj;
    private readonly AdaptableLinear v_proj;
    private readonly AdaptableLinear o_proj;
    private readonly LlamaConfig config;
    private readonly int layer;

    public LlamaAttention(LlamaConfig config, int layer, Device? device, ScalarType? dtype)
        : base(nameof(LlamaAttention))
    {
        this.config = config;
        this.layer = layer;
        q_proj = new(config.Width, config.Heads * config.HeadSize, device: device, dtype: dtype);
        k_proj = new(config.Width, config.Groups * config.HeadSize, device: device, dtype: dtype);
        v_proj = new(config.Width, config.Groups * config.HeadSize, device: device, dtype: dtype);
        o_proj = new(config.Heads * config.HeadSize, config.Width, device: device, dtype: dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input1, IAttentionPass input2)
    {
        var query = RotaryTable.Rotate(q_proj.call(input1).view(-1, config.Heads, config.HeadSize), input2);
        var key = RotaryTable.Rotate(k_proj.call(input1).view(-1, config.Groups, config.HeadSize), input2);
        var value = v_proj.call(input1).view(-1, config.Groups, config.HeadSize);
        return o_proj.call(input2.Attend(layer, query, key, value));
    }
}
