namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>A scalar tensor.</summary>
    /// <param name="scalar">The value.</param>
    /// <param name="dtype">Type of the elements; the value's own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(float scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<float>([scalar], [], dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    /// <param name="rawArray">The values, copied.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<float>(rawArray, [rawArray.LongLength], dtype, device, requires_grad);

    /// <summary>A tensor of a shape.</summary>
    /// <param name="rawArray">The values in row-major order, copied.</param>
    /// <param name="dimensions">The shape; its product is the number of values.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    /// <exception cref="TorchShapeException">The shape holds another number of values.</exception>
    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<float>(rawArray, dimensions, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float[], ReadOnlySpan{long}, ScalarType?, Device?, bool)"/>
    public static Tensor tensor(Memory<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<float>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    /// <param name="rawArray">The values, copied.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(rawArray, dtype, device, requires_grad);

    /// <summary>A scalar tensor.</summary>
    /// <param name="scalar">The value.</param>
    /// <param name="dtype">Type of the elements; the value's own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<double>([scalar], [], dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    /// <param name="rawArray">The values, copied.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<double>(rawArray, [rawArray.LongLength], dtype, device, requires_grad);

    /// <summary>A tensor of a shape.</summary>
    /// <param name="rawArray">The values in row-major order, copied.</param>
    /// <param name="dimensions">The shape; its product is the number of values.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    /// <exception cref="TorchShapeException">The shape holds another number of values.</exception>
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<double>(rawArray, dimensions, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(double[], ReadOnlySpan{long}, ScalarType?, Device?, bool)"/>
    public static Tensor tensor(Memory<double> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory<double>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    /// <param name="rawArray">The values, copied.</param>
    /// <param name="dtype">Type of the elements; the values' own by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(rawArray, dtype, device, requires_grad);
}
