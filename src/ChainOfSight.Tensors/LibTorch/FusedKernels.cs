using ChainOfSight.Tensors.Kernels;
using ChainOfSight.Torch.Fused;

namespace ChainOfSight.Tensors.LibTorch;

/// <summary>Kernels of one pass over memory where our native library has them for a device and type, else composed ones.</summary>
internal sealed class FusedKernels : IModelKernels
{
    private static readonly ComposedKernels Composed = new();

    public string Name => "fused";

    public Tensor RmsNorm(Tensor input, Tensor weight, double epsilon) => FusedOperators.Supports(input) && FusedOperators.Supports(weight)
        ? FusedOperators.RmsNorm(input, weight, epsilon)
        : Composed.RmsNorm(input, weight, epsilon);

    public Tensor LayerNorm(Tensor input, Tensor weight, Tensor bias, double epsilon) => FusedOperators.Supports(input) && FusedOperators.Supports(weight)
        ? FusedOperators.LayerNorm(input, weight, bias, epsilon)
        : Composed.LayerNorm(input, weight, bias, epsilon);

    public Tensor SiluMul(Tensor gate, Tensor up) => FusedOperators.Supports(gate) ? FusedOperators.SiluMul(gate, up) : Composed.SiluMul(gate, up);

    public Tensor QuickGelu(Tensor input) => FusedOperators.Supports(input) ? FusedOperators.QuickGelu(input) : Composed.QuickGelu(input);

    public Tensor Rotate(Tensor heads, Tensor cosines, Tensor sines) => FusedOperators.Supports(heads)
        ? FusedOperators.Rotate(heads, cosines, sines)
        : Composed.Rotate(heads, cosines, sines);

    public Tensor MaskedScores(Tensor mask, Tensor query, Tensor key) => mask.baddbmm(query, key);

    public Tensor Softmax(Tensor scores) => FusedOperators.Supports(scores) ? FusedOperators.Softmax(scores) : Composed.Softmax(scores);

    public Tensor CrossEntropySum(Tensor logits, Tensor targets) => FusedOperators.Supports(logits)
        ? FusedOperators.CrossEntropySum(logits, targets)
        : Composed.CrossEntropySum(logits, targets);
}
