namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>The innermost scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current;

    /// <summary>
    /// Opens a scope on this thread: <c>using var scope = torch.NewDisposeScope();</c> releases all tensors made
    /// inside it, except those moved out with <see cref="DisposeScope.MoveToOuter{T}(T)"/>.
    /// </summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Open();
}
