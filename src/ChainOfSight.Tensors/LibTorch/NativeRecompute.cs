using ChainOfSight.Tensors.Recomputing;

namespace ChainOfSight.Tensors.LibTorch;

/// <summary>A node of libtorch's own graph that calls back.</summary>
internal sealed class NativeRecompute : IRecompute
{
    public Tensor Run(Func<Tensor, Tensor> function, Tensor input) => ChainOfSight.Torch.Autograd.Recompute.Run(function, input);
}
