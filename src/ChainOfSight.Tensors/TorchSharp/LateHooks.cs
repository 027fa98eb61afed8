using ChainOfSight.Tensors.Gradients;

namespace ChainOfSight.Tensors.TorchSharp;

/// <summary>TorchSharp has no hooks: gradients are told of when the pass is over.</summary>
internal sealed class LateHooks : IGradientHooks
{
    public IDisposable Watch(IReadOnlyList<Tensor> leaves, Action<int, Tensor> ready) => new Pass(leaves, ready);

    private sealed class Pass(IReadOnlyList<Tensor> leaves, Action<int, Tensor> ready) : IDisposable
    {
        public void Dispose()
        {
            using var scope = NewDisposeScope();
            for (var i = leaves.Count - 1; i >= 0; i--)
            {
                if (leaves[i].grad is { } gradient)
                {
                    ready(i, gradient);
                }
            }
        }
    }
}
