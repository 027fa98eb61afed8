using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>Mean zero and variance one over the last dimensions, then scaled and shifted.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    internal LayerNorm(long[] shape, double eps, bool elementwise_affine, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        normalized_shape = shape;
        this.eps = eps;
        if (!elementwise_affine)
        {
            return;
        }

        weight = new Parameter(ones(shape, dtype, device));
        register_parameter(nameof(weight), weight);
        if (hasBias)
        {
            bias = new Parameter(zeros(shape, dtype, device));
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>Scale in the normalised shape, or null.</summary>
    public Parameter? weight { get; }

    /// <summary>Shift in the normalised shape, or null.</summary>
    public Parameter? bias { get; }

    /// <summary>The last dimensions.</summary>
    public long[] normalized_shape { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => Aten.layer_norm(tensor, normalized_shape, weight, bias, eps);
}
