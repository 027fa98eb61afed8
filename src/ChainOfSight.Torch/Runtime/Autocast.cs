using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Runtime;

/// <summary>Lets libtorch choose a narrower type for products on this thread, until disposed. TorchSharp has none.</summary>
public sealed class Autocast : IDisposable
{
    private readonly DeviceType _device;
    private readonly int _on;
    private readonly int _dtype;

    /// <summary>Begins.</summary>
    /// <param name="device">Kind of device.</param>
    /// <param name="dtype">The narrower type: bf16, or IEEE half on CUDA.</param>
    /// <param name="enabled">False leaves it off for a while.</param>
    /// <exception cref="TorchUnsupportedException">Neither cpu nor cuda.</exception>
    public Autocast(DeviceType device, torch.ScalarType dtype = torch.ScalarType.BFloat16, bool enabled = true)
    {
        _device = device;
        Fault.Check(NativeMethods.cos_autocast((int)device, out _on, out _dtype));
        Fault.Check(NativeMethods.cos_set_autocast((int)device, enabled ? 1 : 0, (int)dtype));
    }

    /// <summary>Goes back to what was before.</summary>
    public void Dispose()
    {
        NativeMethods.cos_autocast_clear();
        Fault.Check(NativeMethods.cos_set_autocast((int)_device, _on, _dtype));
    }
}
