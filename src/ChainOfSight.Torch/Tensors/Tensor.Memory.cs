using System.Runtime.CompilerServices;
using ChainOfSight.Torch.Door;
using ChainOfSight.Torch.Utils;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The bytes of a contiguous tensor on the host; valid as long as the tensor is.</summary>
        /// <exception cref="TorchUnsupportedException">Not on the host, or not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_cpu() || !is_contiguous())
                {
                    throw new TorchUnsupportedException($"bytes: {this} is not contiguous host memory; use cpu() and contiguous() first");
                }

                return new Span<byte>(DataPointer, checked((int)(NumberOfElements * ElementSize)));
            }
        }

        /// <summary>Address of the first element; null on the meta device.</summary>
        internal unsafe void* DataPointer
        {
            get
            {
                Fault.Check(NativeMethods.cos_tensor_data(Handle, out var pointer));
                GC.KeepAlive(this);
                return pointer;
            }
        }

        /// <summary>Reads and writes elements of a host tensor in place, in row-major order.</summary>
        /// <typeparam name="T">The element type: it must be the tensor's.</typeparam>
        /// <exception cref="TorchUnsupportedException">Not on the host.</exception>
        /// <exception cref="ArgumentException">Another element type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (!is_cpu())
            {
                throw new TorchUnsupportedException($"data: {this} is not on the host; use cpu() first");
            }

            ElementTypes.Require<T>(dtype);
            return new TensorAccessor<T>(this);
        }

        /// <summary>The value of a tensor with one element, converted.</summary>
        /// <typeparam name="T">bool, an integer or a float.</typeparam>
        /// <exception cref="TorchException">More than one element, or on the meta device.</exception>
        public T item<T>()
            where T : unmanaged
        {
            var scalar = ToScalar();
            return ElementTypes.Convert<T>(scalar);
        }

        /// <summary>The value of a tensor with one element.</summary>
        /// <exception cref="TorchException">More than one element, or on the meta device.</exception>
        public Scalar ToScalar() => NumberOfElements == 1
            ? Aten._local_scalar_dense(this)
            : throw new TorchShapeException($"item: a tensor of shape [{string.Join(", ", shape)}] holds {NumberOfElements} elements, not one");

        /// <summary>Copies all elements to host memory in row-major order, from any device.</summary>
        /// <typeparam name="T">The element type: it must be the tensor's.</typeparam>
        /// <param name="into">Room for exactly all elements.</param>
        /// <exception cref="ArgumentException">Another element type.</exception>
        /// <exception cref="TorchException">Another number of elements.</exception>
        public unsafe void CopyTo<T>(Span<T> into)
            where T : unmanaged
        {
            ElementTypes.Require<T>(dtype);
            fixed (T* target = into)
            {
                Fault.Check(NativeMethods.cos_tensor_copy_out(Handle, target, (long)into.Length * Unsafe.SizeOf<T>()));
            }

            GC.KeepAlive(this);
        }
    }
}
