namespace ChainOfSight.Tensors.Gradients;

/// <summary>Tells of gradients while a backward pass goes on, so that their reduction can overlap it.</summary>
public interface IGradientHooks
{
    /// <summary>Calls a function for each leaf whose gradient a backward pass has added up.</summary>
    /// <param name="leaves">Parameters that require a gradient, on their device.</param>
    /// <param name="ready">Gets the leaf's index and its gradient so far, which must not be kept; perhaps more than once.</param>
    /// <returns>Dispose it after the pass. An engine without hooks calls the function then, last leaf first: nothing overlaps, results are the same.</returns>
    IDisposable Watch(IReadOnlyList<Tensor> leaves, Action<int, Tensor> ready);
}
