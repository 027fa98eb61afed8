using ChainOfSight.Tensors;

namespace ChainOfSight.Models.Normalization;

/// <summary>
/// LayerNorm over the last dimension, computed in f32 whatever the type of input and weights. Names are those of a plain LayerNorm.
/// </summary>
internal sealed class WideLayerNorm : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly double epsilon;

    public WideLayerNorm(long width, double epsilon, Device? device, ScalarType? dtype)
        : base(nameof(WideLayerNorm))
    {
        this.epsilon = epsilon;
        weight = nn.Parameter(ones([width], dtype: dtype, device: device));
        bias = nn.Parameter(zeros([width], dtype: dtype, device: device));
        RegisterComponents();
    }

    /// <returns>The normed input in the weights' type, fit for a linear map.</returns>
    public override Tensor forward(Tensor input) => TensorEngine.Kernels.LayerNorm(input, weight, bias, epsilon);

    /// <returns>The normed input in f32.</returns>
    public Tensor Wide(Tensor input) => nn.functional.layer_norm(
        input.to(ScalarType.Float32), [weight.shape[0]], weight.to(ScalarType.Float32), bias.to(ScalarType.Float32), epsilon);
}
