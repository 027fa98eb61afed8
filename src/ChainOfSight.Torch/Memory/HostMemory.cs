using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Memory;

/// <summary>Memory behind tensors, and tensors over memory that somebody else owns, such as a mapped file.</summary>
public static unsafe class HostMemory
{
    /// <summary>Wraps memory without copying it.</summary>
    /// <param name="pointer">First element, row-major; aligned to the element's size.</param>
    /// <param name="dtype">Type of the elements.</param>
    /// <param name="shape">Shape.</param>
    /// <param name="release">Called once, on any thread, when the tensor and all its views are gone.</param>
    public static Tensor Wrap(nint pointer, ScalarType dtype, ReadOnlySpan<long> shape, Action release)
    {
        var id = Callbacks.Add(release);
        fixed (long* sizes = shape)
        {
            var code = NativeMethods.cos_tensor_from_blob((void*)pointer, (int)dtype, sizes, shape.Length, &Release, id, out var made);
            if (code != 0)
            {
                Callbacks.Remove(id);
            }

            Fault.Check(code);
            return new Tensor(made);
        }
    }

    /// <summary>A new tensor with a copy of the memory.</summary>
    /// <param name="pointer">First element, row-major; need not be aligned.</param>
    /// <param name="dtype">Type of the elements.</param>
    /// <param name="shape">Shape.</param>
    public static Tensor Copy(nint pointer, ScalarType dtype, ReadOnlySpan<long> shape)
    {
        var bytes = (long)SizeOf(dtype);
        foreach (var size in shape)
        {
            bytes *= size;
        }

        fixed (long* sizes = shape)
        {
            Fault.Check(NativeMethods.cos_tensor_copy_in((void*)pointer, bytes, (int)dtype, sizes, shape.Length, out var made));
            return new Tensor(made);
        }
    }

    /// <summary>Address of the first element of a tensor; 0 on the meta device.</summary>
    /// <param name="tensor">The tensor, which must outlive the use of the address.</param>
    public static nint Address(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return (nint)tensor.DataPointer;
    }

    [UnmanagedCallersOnly]
    private static void Release(long context)
    {
        var release = Callbacks.Get<Action>(context);
        Callbacks.Remove(context);
        release();
    }
}
