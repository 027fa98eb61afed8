namespace ChainOfSight.Models.Kernels;

/// <summary>The kernels of <see cref="ModelKernels"/> written in the engine's operators: for GPUs and other types, and what the fused ones are held to.</summary>
internal static class ComposedKernels
{
    public static Tensor RmsNorm(Tensor input, Tensor weight, double epsilon)
    {
        var wide = input.to(ScalarType.Float32);
        var scale = (wide.square().mean([-1], keepdim: true) + epsilon).rsqrt();
        return (wide * scale * weight).to(weight.dtype);
    }

    public static Tensor LayerNorm(Tensor input, Tensor weight, Tensor bias, double epsilon) => nn.functional.layer_norm(
        input.to(ScalarType.Float32), [weight.shape[0]], weight.to(ScalarType.Float32), bias.to(ScalarType.Float32), epsilon).to(weight.dtype);

    public static Tensor SiluMul(Tensor gate, Tensor up) => nn.functional.silu(gate) * up;

    public static Tensor QuickGelu(Tensor input) => input * (input * 1.702).sigmoid();

    public static Tensor Rotate(Tensor heads, Tensor cosines, Tensor sines)
    {
        var half = heads.shape[2] / 2;
        var turned = cat([heads.narrow(2, half, half).neg(), heads.narrow(2, 0, half)], 2);
        return (heads * cosines + turned * sines).to(heads.dtype);
    }

    public static Tensor Softmax(Tensor scores)
    {
        var weights = nn.functional.softmax(scores, -1, ScalarType.Float32);
        return weights.dtype == scores.dtype ? weights : weights.to(scores.dtype);
    }

    public static Tensor CrossEntropySum(Tensor logits, Tensor targets) =>
        nn.functional.cross_entropy(logits.to(ScalarType.Float32), targets, reduction: nn.Reduction.Sum);
}
