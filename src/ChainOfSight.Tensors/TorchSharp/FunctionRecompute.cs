using ChainOfSight.Tensors.Recomputing;

namespace ChainOfSight.Tensors.TorchSharp;

/// <summary>Recompute as a function of TorchSharp's autograd.</summary>
internal sealed class FunctionRecompute : IRecompute
{
    public Tensor Run(Func<Tensor, Tensor> function, Tensor input)
    {
        if (!is_grad_enabled())
        {
            return function(input);
        }

        // Parameters inside of the function need a gradient even where the input does not: the anchor makes the node part of the graph.
        using var scope = NewDisposeScope();
        var anchor = zeros([1], requires_grad: true);
        return RecomputedFunction.apply(new RecomputedCall(function), input, anchor).MoveToOuterDisposeScope();
    }
}
