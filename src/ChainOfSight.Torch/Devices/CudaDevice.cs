using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Devices;

/// <summary>One NVIDIA GPU: name, selection, memory figures. TorchSharp has none of these.</summary>
/// <param name="Index">Which one, from 0 on.</param>
public sealed unsafe record CudaDevice(int Index)
{
    /// <summary>All devices; none where libtorch has no CUDA.</summary>
    public static IReadOnlyList<CudaDevice> All =>
        [.. Enumerable.Range(0, NativeMethods.cos_cuda_count()).Select(i => new CudaDevice(i))];

    /// <summary>The name that the driver gives.</summary>
    /// <exception cref="TorchUnsupportedException">No CUDA.</exception>
    public string Name => TorchLibrary.ReadText((into, capacity) =>
    {
        Fault.Check(NativeMethods.cos_cuda_name(Index, (byte*)into, capacity, out var needed));
        return needed;
    });

    /// <summary>The device for tensors.</summary>
    public torch.Device Device => new(DeviceType.CUDA, Index);

    /// <summary>Makes the device current on this thread.</summary>
    /// <exception cref="TorchUnsupportedException">No CUDA.</exception>
    public void MakeCurrent() => Fault.Check(NativeMethods.cos_cuda_set_device(Index));

    /// <summary>Waits until the device has done all that it was told.</summary>
    /// <exception cref="TorchUnsupportedException">No CUDA.</exception>
    public void Synchronize() => Fault.Check(NativeMethods.cos_cuda_synchronize(Index));

    /// <summary>Memory now.</summary>
    /// <exception cref="TorchUnsupportedException">No CUDA.</exception>
    public CudaMemory Memory
    {
        get
        {
            var figures = stackalloc long[4];
            Fault.Check(NativeMethods.cos_cuda_memory(Index, figures));
            return new CudaMemory(figures[0], figures[1], figures[2], figures[3]);
        }
    }

    /// <summary>Makes the present figure the peak.</summary>
    /// <exception cref="TorchUnsupportedException">No CUDA.</exception>
    public void ResetPeakMemory() => Fault.Check(NativeMethods.cos_cuda_memory_reset_peak(Index));

    /// <summary>Gives memory that libtorch keeps in reserve back to the driver, on all devices.</summary>
    /// <exception cref="TorchUnsupportedException">No CUDA.</exception>
    public static void ReleaseReserve() => Fault.Check(NativeMethods.cos_cuda_memory_empty());
}
