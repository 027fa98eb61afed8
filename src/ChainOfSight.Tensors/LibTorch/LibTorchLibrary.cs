using ChainOfSight.Torch.Devices;
using ChainOfSight.Torch.Runtime;

namespace ChainOfSight.Tensors.LibTorch;

/// <summary>Our binding and the libtorch behind it.</summary>
internal sealed class LibTorchLibrary : ITensorLibrary
{
    public string Engine => "LibTorch";

    public string Version => TorchLibrary.Version;

    public string LibraryPath => TorchLibrary.Describe().LibraryPath;

    public string Details => TorchLibrary.Describe().Details;

    public string BlasPath => Blas.Path;

    public int BlasThreads => Blas.Threads;

    public bool Deterministic
    {
        get => Determinism.IsOn;
        set => Determinism.Set(value);
    }

    public string DeviceName(Device device) => new CudaDevice(Math.Max(device.index, 0)).Name;

    public void EnsureLoaded() => TorchLibrary.EnsureLoaded();

    public bool Explains(Exception fault) => fault is TorchException;

    public bool IsOutOfMemory(Exception fault) => fault is TorchOutOfMemoryException;
}
