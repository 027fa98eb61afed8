using System.Runtime.InteropServices;
using ChainOfSight.Tensors.Memory;

namespace ChainOfSight.Tensors.TorchSharp;

/// <summary>TorchSharp's tensors own their memory: what comes from elsewhere is copied.</summary>
internal sealed unsafe class CopiedMemory : ITensorMemory
{
    // A span of the whole tensor cannot be longer than 2 GiB; its first element tells the address as well.
    public nint Address(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        return (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.detach().view(-1).narrow(0, 0, 1).bytes));
    }

    // TorchSharp hands out spans of the host's memory only; its native part has the address of any.
    public nint DeviceAddress(Tensor tensor) => LoadedLibraries.Symbol("libLibTorchSharp", "THSTensor_data") is var find and not 0
        ? ((delegate* unmanaged<nint, nint>)find)(tensor.Handle)
        : throw new TensorEngineException("The loaded LibTorchSharp has no THSTensor_data, by which the address of a tensor on a GPU is found. TorchSharp 0.107 has it.");

    public Tensor Share(nint address, ScalarType dtype, long[] shape, Action release)
    {
        try
        {
            return Copy(address, dtype, shape);
        }
        finally
        {
            release();
        }
    }

    public Tensor Copy(nint address, ScalarType dtype, long[] shape)
    {
        var made = empty(shape, dtype);
        var length = made.numel() * made.element_size();
        if (length > 0)
        {
            Buffer.MemoryCopy((void*)address, (void*)Address(made), length, length);
        }

        return made;
    }
}
