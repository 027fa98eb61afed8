namespace ChainOfSight.Tensors.Recomputing;

/// <summary>
/// Trades time for memory: a function's forward keeps its input only, and backward runs the function again, with the same random numbers,
/// to get what its gradient needs. Gradients are the same to the bit as without it.
/// </summary>
public interface IRecompute
{
    /// <summary>Runs a function of one tensor this way.</summary>
    /// <param name="function">Called once now and once in each backward pass; keeps no tensors of its own beyond the call.</param>
    /// <param name="input">Its input.</param>
    /// <returns>Its result, which requires a gradient while this thread records.</returns>
    Tensor Run(Func<Tensor, Tensor> function, Tensor input);
}
