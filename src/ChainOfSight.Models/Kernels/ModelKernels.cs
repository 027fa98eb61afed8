using ChainOfSight.Torch.Fused;

namespace ChainOfSight.Models.Kernels;

/// <summary>
/// The parts of the models that are worth a kernel of their own: fused where the engine has it for this device and type, else composed of
/// the engine's operators. Both compute in f32 and give the type that the models expect.
/// </summary>
internal static class ModelKernels
{
    /// <summary>RMS norm of <c>[…, width]</c>, in the weight's type.</summary>
    public static Tensor RmsNorm(Tensor input, Tensor weight, double epsilon) => FusedOperators.Supports(input) && FusedOperators.Supports(weight)
        ? FusedOperators.RmsNorm(input, weight, epsilon)
        : ComposedKernels.RmsNorm(input, weight, epsilon);

    /// <summary>Layer norm of <c>[…, width]</c>, in the weight's type.</summary>
    public static Tensor LayerNorm(Tensor input, Tensor weight, Tensor bias, double epsilon) => FusedOperators.Supports(input) && FusedOperators.Supports(weight)
        ? FusedOperators.LayerNorm(input, weight, bias, epsilon)
        : ComposedKernels.LayerNorm(input, weight, bias, epsilon);

    /// <summary>silu(gate) · up.</summary>
    public static Tensor SiluMul(Tensor gate, Tensor up) => FusedOperators.Supports(gate) ? FusedOperators.SiluMul(gate, up) : ComposedKernels.SiluMul(gate, up);

    /// <summary>x · sigmoid(1.702 x).</summary>
    public static Tensor QuickGelu(Tensor input) => FusedOperators.Supports(input) ? FusedOperators.QuickGelu(input) : ComposedKernels.QuickGelu(input);

    /// <summary>Rotary positions of <c>[places, heads, size]</c>.</summary>
    public static Tensor Rotate(Tensor heads, Tensor cosines, Tensor sines) => FusedOperators.Supports(heads)
        ? FusedOperators.Rotate(heads, cosines, sines)
        : ComposedKernels.Rotate(heads, cosines, sines);

    /// <summary>Softmax over the last dimension, in the scores' type.</summary>
    public static Tensor Softmax(Tensor scores) => FusedOperators.Supports(scores) ? FusedOperators.Softmax(scores) : ComposedKernels.Softmax(scores);

    /// <summary>Cross-entropy of <c>[rows, classes]</c> summed over the rows, f32.</summary>
    public static Tensor CrossEntropySum(Tensor logits, Tensor targets) => FusedOperators.Supports(logits)
        ? FusedOperators.CrossEntropySum(logits, targets)
        : ComposedKernels.CrossEntropySum(logits, targets);
}
