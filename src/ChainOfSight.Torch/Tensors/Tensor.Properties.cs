using System.Globalization;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Size of each dimension, outermost first; empty for a scalar.</summary>
        public unsafe long[] shape
        {
            get
            {
                var handle = Handle;
                var rank = NativeMethods.cos_tensor_rank(handle);
                var sizes = rank == 0 ? [] : new long[rank];
                fixed (long* into = sizes)
                {
                    Fault.Check(NativeMethods.cos_tensor_sizes(handle, into));
                }

                GC.KeepAlive(this);
                return sizes;
            }
        }

        /// <summary>Type of the elements.</summary>
        public ScalarType dtype
        {
            get
            {
                var type = (ScalarType)NativeMethods.cos_tensor_dtype(Handle);
                GC.KeepAlive(this);
                return type;
            }
        }

        /// <summary>Where the tensor lives.</summary>
        public Device device => Device.Unpack(PackedDevice);

        /// <summary>Kind of the device.</summary>
        public DeviceType device_type => (DeviceType)(PackedDevice >> 8);

        /// <summary>Index of the device; -1 for the host.</summary>
        public int device_index => (sbyte)(PackedDevice & 0xff);

        /// <summary>Number of dimensions.</summary>
        public long Dimensions
        {
            get
            {
                var rank = NativeMethods.cos_tensor_rank(Handle);
                GC.KeepAlive(this);
                return rank;
            }
        }

        /// <summary>Number of dimensions.</summary>
        public long ndim => Dimensions;

        /// <summary>Number of elements.</summary>
        public long NumberOfElements
        {
            get
            {
                var count = NativeMethods.cos_tensor_count(Handle);
                GC.KeepAlive(this);
                return count;
            }
        }

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => SizeOf(dtype);

        /// <summary>Whether the tensor lives on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether the tensor has a shape only.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Bytes of the memory that the tensor and its views share; 0 on the meta device.</summary>
        public long storage_bytes
        {
            get
            {
                Fault.Check(NativeMethods.cos_tensor_storage_bytes(Handle, out var bytes));
                GC.KeepAlive(this);
                return bytes;
            }
        }

        private int PackedDevice
        {
            get
            {
                var packed = NativeMethods.cos_tensor_device(Handle);
                GC.KeepAlive(this);
                return packed;
            }
        }

        /// <summary>Number of dimensions.</summary>
        public long dim() => Dimensions;

        /// <summary>Number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>Bytes of one element.</summary>
        public long element_size() => ElementSize;

        /// <summary>Size of each dimension.</summary>
        public long[] size() => shape;

        /// <summary>Size of one dimension.</summary>
        /// <param name="dim">The dimension; negative counts from the last.</param>
        public long size(int dim)
        {
            var sizes = shape;
            var at = dim < 0 ? dim + sizes.Length : dim;
            return at >= 0 && at < sizes.Length
                ? sizes[at]
                : throw new TorchIndexException($"size: dimension {dim} of a tensor of shape [{string.Join(", ", sizes)}]");
        }

        /// <summary>Elements between neighbours of each dimension.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* into = strides)
            {
                Fault.Check(NativeMethods.cos_tensor_strides(Handle, into));
            }

            GC.KeepAlive(this);
            return strides;
        }

        /// <summary>Elements between neighbours of one dimension.</summary>
        /// <param name="dim">The dimension; negative counts from the last.</param>
        public long stride(int dim)
        {
            var strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }

        /// <summary>Whether elements lie in memory in the order of their indices.</summary>
        public bool is_contiguous()
        {
            var contiguous = NativeMethods.cos_tensor_contiguous(Handle) != 0;
            GC.KeepAlive(this);
            return contiguous;
        }

        /// <summary>Whether the elements hold fractions.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether the elements hold whole numbers.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether the tensor lives on the host.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <inheritdoc/>
        public override string ToString() => IsInvalid
            ? "Tensor (released)"
            : string.Create(CultureInfo.InvariantCulture, $"[{string.Join("x", shape)}], type = {dtype}, device = {device}");
    }
}
