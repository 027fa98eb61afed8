using ChainOfSight.Tensors.Gradients;
using ChainOfSight.Torch.Autograd;

namespace ChainOfSight.Tensors.LibTorch;

/// <summary>Hooks behind libtorch's own accumulation.</summary>
internal sealed class NativeHooks : IGradientHooks
{
    public IDisposable Watch(IReadOnlyList<Tensor> leaves, Action<int, Tensor> ready) =>
        new Hooks([.. leaves.Select((leaf, i) => GradientHook.OnAccumulated(leaf, gradient => ready(i, gradient)))]);

    private sealed class Hooks(List<GradientHook> hooks) : IDisposable
    {
        public void Dispose() => hooks.ForEach(hook => hook.Dispose());
    }
}
