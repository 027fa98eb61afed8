using ChainOfSight.Tensors;

namespace ChainOfSight.Models.Normalization;

/// <summary>x / √(mean x² + ε) · weight over the last dimension, computed in f32, returned in the type of its weight.</summary>
internal sealed class RmsNorm : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly double epsilon;

    public RmsNorm(long width, double epsilon, Device? device, ScalarType? dtype)
        : base(nameof(RmsNorm))
    {
        this.epsilon = epsilon;
        weight = nn.Parameter(ones([width], dtype: dtype, device: device));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => TensorEngine.Kernels.RmsNorm(input, weight, epsilon);
}
