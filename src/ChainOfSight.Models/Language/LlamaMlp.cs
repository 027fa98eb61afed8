using ChainOfSight.Tensors;
using ChainOfSight.Models.Lora;

namespace ChainOfSight.Models.Language;

/// <summary>Gated feed-forward part: <c>down(silu(gate(x)) · up(x))</c>.</summary>
internal sealed class LlamaMlp : Module<Tensor, Tensor>
{
    private readonly AdaptableLinear gate_proj;
    private readonly AdaptableLinear up_proj;
    private readonly AdaptableLinear down_proj;

    public LlamaMlp(LlamaConfig config, Device? device, ScalarType? dtype)
        : base(nameof(LlamaMlp))
    {
        gate_proj = new(config.Width, config.MlpWidth, device: device, dtype: dtype);
        up_proj = new(config.Width, config.MlpWidth, device: device, dtype: dtype);
        down_proj = new(config.MlpWidth, config.Width, device: device, dtype: dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => down_proj.call(TensorEngine.Kernels.SiluMul(gate_proj.call(input), up_proj.call(input)));
}
