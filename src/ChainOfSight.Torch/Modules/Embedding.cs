using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>A vector for each number: [..] of int64 → [.., width].</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long _padding;

    internal Embedding(Tensor values, long? padding_idx, bool freeze)
        : base(nameof(Embedding))
    {
        _padding = padding_idx ?? -1;
        weight = new Parameter(values, requires_grad: !freeze);
        register_parameter(nameof(weight), weight);
    }

    /// <summary>[numbers, width].</summary>
    public Parameter weight { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Aten.embedding(weight, input, _padding, false, false);
}
