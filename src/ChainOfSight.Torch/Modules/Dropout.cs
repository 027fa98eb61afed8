using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>While training, sets elements to zero with a probability and scales the others up; in use, does nothing.</summary>
public sealed class Dropout : nn.Module<Tensor, Tensor>
{
    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout)) => (this.p, this.inplace) = (p, inplace);

    /// <summary>The probability.</summary>
    public double p { get; }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
}
