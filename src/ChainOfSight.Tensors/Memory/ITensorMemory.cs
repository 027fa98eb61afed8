namespace ChainOfSight.Tensors.Memory;

/// <summary>Memory behind tensors of the host.</summary>
public interface ITensorMemory
{
    /// <summary>Address of the first element of a tensor on the host; valid as long as the tensor is.</summary>
    /// <param name="tensor">Contiguous, with at least one element.</param>
    nint Address(Tensor tensor);

    /// <summary>Address of the first element of a tensor on any device; valid as long as the tensor is.</summary>
    /// <param name="tensor">Contiguous, with at least one element.</param>
    nint DeviceAddress(Tensor tensor);

    /// <summary>A tensor over memory that somebody else owns, where the engine can make one, else a copy of it.</summary>
    /// <param name="address">First element, row-major; aligned to the element's size.</param>
    /// <param name="dtype">Type of the elements.</param>
    /// <param name="shape">Shape.</param>
    /// <param name="release">Called once, on any thread, when the memory is no longer needed.</param>
    Tensor Share(nint address, ScalarType dtype, long[] shape, Action release);

    /// <summary>A new tensor with a copy of the memory.</summary>
    /// <param name="address">First element, row-major; need not be aligned.</param>
    /// <param name="dtype">Type of the elements.</param>
    /// <param name="shape">Shape.</param>
    Tensor Copy(nint address, ScalarType dtype, long[] shape);
}
