using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>A tensor that a network learns: a leaf that requires a gradient.</summary>
public class Parameter : Tensor
{
    /// <summary>Takes over a tensor, which is empty afterwards, and its place in its scope.</summary>
    /// <param name="data">The values; recorded operations that led to them are forgotten.</param>
    /// <param name="requires_grad">False for a frozen one.</param>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(TakeOver(data, out var scope))
    {
        MoveToOtherDisposeScope(scope);
        this.requires_grad = requires_grad;
    }

    private static nint TakeOver(Tensor data, out DisposeScope? scope)
    {
        ArgumentNullException.ThrowIfNull(data);
        scope = data.OwningScope;
        var leaf = data.detach();
        data.Dispose();
        return leaf.Surrender();
    }
}
