namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// The tensor as another type and on another device. The result is a new object; it shares memory when nothing
        /// changes and no copy is asked for.
        /// </summary>
        /// <param name="type">Type of the elements.</param>
        /// <param name="device">Where to.</param>
        /// <param name="copy">Copy even if nothing changes.</param>
        /// <param name="disposeAfter">Release this tensor.</param>
        /// <param name="non_blocking">Do not wait for a copy between pinned host memory and a GPU.</param>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, device, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, null, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, device, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, new Device(device), copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The tensor as the other's type and on the other's device.</summary>
        /// <param name="other">The example.</param>
        /// <param name="non_blocking">Do not wait for a copy between pinned host memory and a GPU.</param>
        public Tensor to(Tensor other, bool non_blocking = false) => Convert(other.dtype, other.device, false, false, non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, null, copy, disposeAfter, non_blocking);

        /// <summary>The tensor as the other's type.</summary>
        /// <param name="tensor">The example.</param>
        public Tensor type_as(Tensor tensor) => to(tensor.dtype);

        /// <summary>The tensor on the host.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The tensor on a CUDA device.</summary>
        /// <param name="device">Which; null for the current one.</param>
        /// <param name="non_blocking">Do not wait for the copy; needs pinned host memory.</param>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>As 32-bit floats.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>As 64-bit floats.</summary>
        public Tensor @double() => to(ScalarType.Float64);

        /// <summary>As 64-bit integers.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>As 32-bit integers.</summary>
        public Tensor @int() => to(ScalarType.Int32);

        /// <summary>As truth values.</summary>
        public Tensor @bool() => to(ScalarType.Bool);

        /// <summary>As unsigned bytes.</summary>
        public Tensor @byte() => to(ScalarType.Byte);

        /// <summary>As IEEE half.</summary>
        public Tensor half() => to(ScalarType.Float16);

        /// <summary>As bf16.</summary>
        public Tensor bfloat16() => to(ScalarType.BFloat16);

        /// <summary>A copy with its own memory.</summary>
        public Tensor clone() => Aten.clone(this);

        /// <summary>The tensor with elements in the order of their indices; itself when they already are.</summary>
        public Tensor contiguous() => Aten.contiguous(this);

        /// <summary>Overwrites the elements, converting type and device.</summary>
        /// <param name="source">Broadcast to this shape.</param>
        /// <param name="nonBlocking">Do not wait for a copy between pinned host memory and a GPU.</param>
        /// <returns>This tensor.</returns>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.copy_(this, source, nonBlocking);

        /// <summary>Whether the memory is pinned, so that GPUs copy from it without a stop.</summary>
        public bool is_pinned() => Aten.is_pinned(this);

        /// <summary>A copy in pinned host memory.</summary>
        /// <exception cref="TorchException">No CUDA.</exception>
        public Tensor pin_memory() => Aten.pin_memory(this);

        private Tensor Convert(ScalarType? type, Device? device, bool copy, bool disposeAfter, bool non_blocking)
        {
            var result = Aten.to(this, type, device, non_blocking: non_blocking, copy: copy);
            if (disposeAfter)
            {
                Dispose();
            }

            return result;
        }

        private static string? NameOf(RoundingMode mode) => mode switch
        {
            RoundingMode.trunc => "trunc",
            RoundingMode.floor => "floor",
            _ => null,
        };

        private Tensor Unflatten(long dim, long[] sizes)
        {
            var all = shape;
            var at = (int)(dim < 0 ? dim + all.Length : dim);
            return Aten.view(this, [.. all.AsSpan(0, at), .. sizes, .. all.AsSpan(at + 1)]);
        }
    }
}
