namespace ChainOfSight.Tensors.TorchSharp;

/// <summary>A function that backward runs again, with the random numbers of its first run; those of the CPU, for TorchSharp shows no others.</summary>
/// <param name="function">The function.</param>
internal sealed class RecomputedCall(Func<Tensor, Tensor> function)
{
    private Tensor? random;

    /// <summary>The first run, without a record.</summary>
    public Tensor Forward(Tensor input)
    {
        random = get_rng_state().DetachFromDisposeScope();
        return function(input);
    }

    /// <summary>Runs again, passes the gradient on to the parameters inside, and returns the input's.</summary>
    public Tensor? Backward(Tensor input, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        var leaf = input.detach().requires_grad_(input.requires_grad);
        var now = get_rng_state();
        Tensor output;
        using (enable_grad())
        {
            set_rng_state(random!);
            try
            {
                output = function(leaf);
            }
            finally
            {
                set_rng_state(now);
            }
        }

        random!.Dispose();
        if (!output.requires_grad)
        {
            return null;
        }

        output.backward([gradient]);
        return leaf.grad?.MoveToOuterDisposeScope();
    }
}
