using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;
using ChainOfSight.Torch.Utils;

namespace ChainOfSight.Torch;

public static unsafe partial class torch
{
    /// <summary>A tensor of an array's shape.</summary>
    /// <param name="rawArray">An array of any rank of float, double, long, int, short, sbyte, byte or bool; copied.</param>
    /// <param name="dtype">Type of the elements; the array's own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    /// <exception cref="ArgumentException">Elements of another type.</exception>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        var type = ElementTypes.Of(rawArray.GetType().GetElementType()!);
        var shape = new long[rawArray.Rank];
        for (var d = 0; d < shape.Length; d++)
        {
            shape[d] = rawArray.GetLongLength(d);
        }

        fixed (byte* from = &MemoryMarshal.GetArrayDataReference(rawArray))
        {
            return Ready(CopyIn(from, rawArray.LongLength * SizeOf(type), type, shape), dtype, device, requires_grad);
        }
    }

    /// <summary>A tensor of an array's shape.</summary>
    /// <param name="rawArray">An array of any rank; copied.</param>
    /// <param name="device">Where; the host by default.</param>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    internal static Tensor FromMemory<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        fixed (T* from = values)
        {
            return Ready(CopyIn(from, (long)values.Length * Unsafe.SizeOf<T>(), ElementTypes.Of<T>(), shape), dtype, device, requires_grad);
        }
    }

    private static Tensor CopyIn(void* from, long bytes, ScalarType type, ReadOnlySpan<long> shape)
    {
        fixed (long* sizes = shape)
        {
            Fault.Check(NativeMethods.cos_tensor_copy_in(from, bytes, (int)type, sizes, shape.Length, out var made));
            return new Tensor(made);
        }
    }

    private static Tensor Ready(Tensor made, ScalarType? dtype, Device? device, bool requires_grad)
    {
        if ((dtype is not null && dtype != made.dtype) || (device is not null && device.type != DeviceType.CPU))
        {
            made = made.to(dtype ?? made.dtype, device ?? CPU, disposeAfter: true);
        }

        return Ready(made, requires_grad);
    }

    private static Tensor Ready(Tensor made, bool requires_grad)
    {
        if (requires_grad)
        {
            made.requires_grad = true;
        }

        return made;
    }
}
