using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary><c>x · weightᵀ + bias</c> over the last dimension: [.., in] → [.., out].</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Linear))
    {
        weight = new Parameter(empty(outputs, inputs, dtype, device));
        nn.init.kaiming_uniform_(weight, a: Math.Sqrt(5));
        register_parameter(nameof(weight), weight);
        if (hasBias)
        {
            bias = new Parameter(empty(outputs, dtype, device));
            var bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
            nn.init.uniform_(bias, -bound, bound);
            register_parameter(nameof(bias), bias);
        }
    }

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        this.weight = weight;
        this.bias = bias;
        register_parameter(nameof(weight), weight);
        if (bias is not null)
        {
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>[out, in].</summary>
    public Parameter weight { get; }

    /// <summary>[out], or null.</summary>
    public Parameter? bias { get; }

    /// <summary>Size of the last dimension of the input.</summary>
    public long in_features => weight.shape[1];

    /// <summary>Size of the last dimension of the result.</summary>
    public long out_features => weight.shape[0];

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => Aten.linear(tensor, weight, bias);
}
