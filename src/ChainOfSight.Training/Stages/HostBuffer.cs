using ChainOfSight.Tensors.Safetensors;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Training.Stages;

/// <summary>Host memory for one tensor's value, which is written over and over.</summary>
/// <param name="IsWeight">Whether it is for a trained value, and not for a moment or a count.</param>
/// <param name="Tensor">The value as a checkpoint takes it; shares the memory.</param>
/// <param name="Memory">The memory.</param>
internal sealed record HostBuffer(bool IsWeight, HostTensor Tensor, Memory<byte> Memory)
{
    public static HostBuffer Of(string name, bool isWeight, bool isCount, IReadOnlyList<long> shape)
    {
        var length = shape.Aggregate(isCount ? (long)sizeof(long) : sizeof(float), (product, size) => checked(product * size));
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)length));
        return new HostBuffer(isWeight, new HostTensor(name, isCount ? SafetensorsDtype.I64 : SafetensorsDtype.F32, shape, bytes), bytes);
    }
}
