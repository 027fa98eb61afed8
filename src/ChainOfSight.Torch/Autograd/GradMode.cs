using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Autograd;

/// <summary>Sets whether this thread records operations, until disposed. Never <c>await</c> inside one.</summary>
internal sealed class GradMode : IDisposable
{
    private readonly bool _previous;

    public GradMode(bool enabled)
    {
        _previous = NativeMethods.cos_grad_mode() != 0;
        NativeMethods.cos_set_grad_mode(enabled ? 1 : 0);
    }

    public void Dispose() => NativeMethods.cos_set_grad_mode(_previous ? 1 : 0);
}
