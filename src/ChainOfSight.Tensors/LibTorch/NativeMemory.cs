using ChainOfSight.Tensors.Memory;
using ChainOfSight.Torch.Memory;

namespace ChainOfSight.Tensors.LibTorch;

/// <summary>Memory of libtorch's tensors, shared without copying.</summary>
internal sealed class NativeMemory : ITensorMemory
{
    public nint Address(Tensor tensor) => HostMemory.Address(tensor);

    public nint DeviceAddress(Tensor tensor) => HostMemory.Address(tensor);

    public Tensor Share(nint address, ScalarType dtype, long[] shape, Action release) => HostMemory.Wrap(address, dtype, shape, release);

    public Tensor Copy(nint address, ScalarType dtype, long[] shape) => HostMemory.Copy(address, dtype, shape);
}
