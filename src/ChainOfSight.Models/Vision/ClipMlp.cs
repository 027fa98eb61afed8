using ChainOfSight.Tensors;

namespace ChainOfSight.Models.Vision;

/// <summary>Feed-forward part of a tower block with QuickGELU, <c>x · sigmoid(1.702 x)</c>.</summary>
internal sealed class ClipMlp : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    public ClipMlp(ClipVisionConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipMlp))
    {
        fc1 = nn.Linear(config.Width, config.MlpWidth, device: device, dtype: dtype);
        fc2 = nn.Linear(config.MlpWidth, config.Width, device: device, dtype: dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => fc2.call(TensorEngine.Kernels.QuickGelu(fc1.call(input)));
}
