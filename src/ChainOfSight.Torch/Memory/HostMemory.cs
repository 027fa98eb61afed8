using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Memory;

/// <summary>Tensors over memory that somebody else owns, such as a mapped file.</summary>
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

    [UnmanagedCallersOnly]
    private static void Release(long context)
    {
        var release = Callbacks.Get<Action>(context);
        Callbacks.Remove(context);
        release();
    }
}
