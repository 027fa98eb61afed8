namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>A scalar tensor.</summary>
    /// <param name="scalar">The value.</param>
    /// <param name="dtype">Type of the elements; the value's own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<long>([scalar], [], dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    /// <param name="rawArray">The values, copied.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<long>(rawArray, [rawArray.LongLength], dtype, device, requires_grad);

    /// <summary>A tensor of a shape.</summary>
    /// <param name="rawArray">The values in row-major order, copied.</param>
    /// <param name="dimensions">The shape; its product is the number of values.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    /// <exception cref="TorchShapeException">The shape holds another number of values.</exception>
    public static Tensor tensor(long[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<long>(rawArray, dimensions, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(long[], ReadOnlySpan{long}, ScalarType?, Device?, bool)"/>
    public static Tensor tensor(Memory<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<long>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    /// <param name="rawArray">The values, copied.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(rawArray, dtype, device, requires_grad);

    /// <summary>A scalar tensor.</summary>
    /// <param name="scalar">The value.</param>
    /// <param name="dtype">Type of the elements; the value's own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(int scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<int>([scalar], [], dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    /// <param name="rawArray">The values, copied.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<int>(rawArray, [rawArray.LongLength], dtype, device, requires_grad);

    /// <summary>A tensor of a shape.</summary>
    /// <param name="rawArray">The values in row-major order, copied.</param>
    /// <param name="dimensions">The shape; its product is the number of values.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    /// <exception cref="TorchShapeException">The shape holds another number of values.</exception>
    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<int>(rawArray, dimensions, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(int[], ReadOnlySpan{long}, ScalarType?, Device?, bool)"/>
    public static Tensor tensor(Memory<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<int>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    /// <param name="rawArray">The values, copied.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(rawArray, dtype, device, requires_grad);
}
