namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>A tensor of one value.</summary>
    /// <param name="size">Shape.</param>
    /// <param name="value">The value.</param>
    /// <param name="dtype">Type of the elements; 32-bit floats by default, the value's own type for full.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.full(size, value, dtype, device), requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.full(size, value, dtype, device), requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((long[])[size], value, dtype, device, requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((long[])[rows, columns], value, dtype, device, requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((long[])[dim0, dim1, dim2], value, dtype, device, requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((long[])[dim0, dim1, dim2, dim3], value, dtype, device, requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(int size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((long[])[size], value, dtype, device, requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(int rows, int columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((long[])[rows, columns], value, dtype, device, requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(int dim0, int dim1, int dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((long[])[dim0, dim1, dim2], value, dtype, device, requires_grad);

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(int dim0, int dim1, int dim2, int dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((long[])[dim0, dim1, dim2, dim3], value, dtype, device, requires_grad);
}
