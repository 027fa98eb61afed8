namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Values of the standard normal distribution.</summary>
    /// <param name="size">Shape.</param>
    /// <param name="dtype">Type of the elements; 32-bit floats by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.randn(size, dtype, device), requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.randn(size, dtype, device), requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[size], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[size], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device?, bool)"/>
    public static Tensor randn(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad);
}
