namespace ChainOfSight.Tensors.Kernels;

/// <summary>Kernels written in operators that every engine has: for GPUs and other types, and what fused ones are held to.</summary>
public sealed class ComposedKernels : IModelKernels
{
    /// <inheritdoc/>
    public string Name => "composed";

    /// <inheritdoc/>
    public Tensor RmsNorm(Tensor input, Tensor weight, double epsilon)
    {
        var wide = input.to(ScalarType.Float32);
        var scale = (wide.square().mean([-1], keepdim: true) + epsilon).rsqrt();
        return (wide * scale * weight).to(weight.dtype);
    }

    /// <inheritdoc/>
    public Tensor LayerNorm(Tensor input, Tensor weight, Tensor bias, double epsilon) => nn.functional.layer_norm(
        input.to(ScalarType.Float32), [weight.shape[0]], weight.to(ScalarType.Float32), bias.to(ScalarType.Float32), epsilon).to(weight.dtype);

    /// <inheritdoc/>
    public Tensor SiluMul(Tensor gate, Tensor up) => nn.functional.silu(gate) * up;

    /// <inheritdoc/>
    public Tensor QuickGelu(Tensor input) => input * (input * 1.702).sigmoid();

    /// <inheritdoc/>
    public Tensor Rotate(Tensor heads, Tensor cosines, Tensor sines)
    {
        var half = heads.shape[2] / 2;
        var turned = cat([heads.narrow(2, half, half).neg(), heads.narrow(2, 0, half)], 2);
        return (heads * cosines + turned * sines).to(heads.dtype);
    }

    /// <inheritdoc/>
    /// <remarks>Not by <c>baddbmm</c>: TorchSharp 0.107 hands its operands on in another order than it names them.</remarks>
    public Tensor MaskedScores(Tensor mask, Tensor query, Tensor key) => query.bmm(key) + mask;

    /// <inheritdoc/>
    public Tensor Softmax(Tensor scores)
    {
        var weights = nn.functional.softmax(scores, -1, ScalarType.Float32);
        return weights.dtype == scores.dtype ? weights : weights.to(scores.dtype);
    }

    /// <inheritdoc/>
    public Tensor CrossEntropySum(Tensor logits, Tensor targets) =>
        nn.functional.cross_entropy(logits.to(ScalarType.Float32), targets, reduction: nn.Reduction.Sum);
}
