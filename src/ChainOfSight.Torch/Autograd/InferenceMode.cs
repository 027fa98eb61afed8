using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Autograd;

/// <summary>Inference mode of this thread, until disposed.</summary>
internal sealed class InferenceMode : IDisposable
{
    private nint _guard;

    public InferenceMode(bool enabled) => Fault.Check(NativeMethods.cos_inference_begin(enabled ? 1 : 0, out _guard));

    public void Dispose()
    {
        var guard = Interlocked.Exchange(ref _guard, 0);
        if (guard != 0)
        {
            NativeMethods.cos_inference_end(guard);
        }
    }
}
