using System.Runtime.InteropServices;
using ChainOfSight.Tensors.Safetensors;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Training.Stages;

/// <summary>Copies between tensors of a device and host memory. On the lane's thread only.</summary>
internal static class TensorCopies
{
    /// <summary>A copy in f32 and in host memory.</summary>
    public static HostTensor ToHost(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var host = tensor.detach().to(ScalarType.Float32).cpu().contiguous();
        return new HostTensor(name, SafetensorsDtype.F32, tensor.shape, Bytes(host));
    }

    /// <summary>A copy in host memory in the tensor's own type, f32 or 64-bit integers.</summary>
    public static HostTensor ToHostAsIs(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.dtype == ScalarType.Int64
            ? new HostTensor(name, SafetensorsDtype.I64, tensor.shape, Bytes(tensor.cpu().contiguous()))
            : ToHost(name, tensor);
    }

    // Training stands still meanwhile: memory that is written over at once is not cleared before.
    private static byte[] Bytes(Tensor host)
    {
        var bytes = host.bytes;
        var copy = GC.AllocateUninitializedArray<byte>(bytes.Length);
        bytes.CopyTo(copy);
        return copy;
    }

    /// <summary>A new tensor of the copy's type on a device; the caller owns it.</summary>
    public static Tensor ToTensorAsIs(HostTensor host, Device device)
    {
        if (host.Dtype != SafetensorsDtype.I64)
        {
            return ToTensor(host, device);
        }

        using var scope = NewDisposeScope();
        return tensor(MemoryMarshal.Cast<byte, long>(host.Bytes.Span).ToArray()).view([.. host.Shape]).to(device).MoveToOuterDisposeScope();
    }

    /// <summary>A new f32 tensor on a device; the caller owns it.</summary>
    /// <exception cref="CheckpointException">The copy is of another type.</exception>
    public static Tensor ToTensor(HostTensor host, Device device)
    {
        if (host.Dtype != SafetensorsDtype.F32)
        {
            throw new CheckpointException(host.Name, $"it is of type {host.Dtype}, checkpoints hold F32. Use another checkpoint.");
        }

        using var scope = NewDisposeScope();
        return tensor(MemoryMarshal.Cast<byte, float>(host.Bytes.Span).ToArray(), dtype: ScalarType.Float32).view([.. host.Shape]).to(device).MoveToOuterDisposeScope();
    }

    /// <summary>Copies a value into a tensor, cast to its type.</summary>
    /// <exception cref="CheckpointException">The shapes differ.</exception>
    public static void Copy(HostTensor from, Tensor into)
    {
        if (!from.Shape.SequenceEqual(into.shape))
        {
            throw new CheckpointException(from.Name,
                $"its shape is [{string.Join(", ", from.Shape)}], the model's is [{string.Join(", ", into.shape)}]. The checkpoint is of another model or layout; use the recipe with which it was made.");
        }

        if (from.Dtype == SafetensorsDtype.F32 && into.dtype == ScalarType.Float32 && into.is_cpu() && into.is_contiguous())
        {
            // Straight into its memory: others wait for it where a replica joins them.
            from.Bytes.Span.CopyTo(into.bytes);
            return;
        }

        using var noGradient = no_grad();
        using var value = ToTensor(from, into.device);
        into.copy_(value);
    }
}
