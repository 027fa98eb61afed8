using ChainOfSight.Models.Attention;

namespace ChainOfSight.Models.Vision;

/// <summary>Self-attention of a tower block over all patches and the class token, all maps with bias.</summary>
internal sealed class ClipAttention : Module<Tensor, Tensor>
{
    private readonly Linear k_proj;
    private readonly Linear v_proj;
    private readonly Linear q_proj;
    private readonly Linear out_proj;
    private readonly int heads;

    public ClipAttention(ClipVisionConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipAttention))
    {
        heads = config.Heads;
        k_proj = nn.Linear(config.Width, config.Width, device: device, dtype: dtype);
        v_proj = nn.Linear(config.Width, config.Width, device: device, dtype: dtype);
        q_proj = nn.Linear(config.Width, config.Width, device: device, dtype: dtype);
        out_proj = nn.Linear(config.Width, config.Width, device: device, dtype: dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var (batch, places, width) = (input.shape[0], input.shape[1], input.shape[2]);
        Tensor Heads(Linear map) => map.call(input)
            .view(batch, places, heads, width / heads).transpose(1, 2).reshape(batch * heads, places, width / heads);
        var attended = DotProductAttention.Attend(Heads(q_proj), Heads(k_proj), Heads(v_proj));
        return out_proj.call(attended.view(batch, heads, places, width / heads).transpose(1, 2).reshape(batch, places, width));
    }
}
