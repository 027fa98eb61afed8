namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Values from [0, 1).</summary>
    /// <param name="size">Shape.</param>
    /// <param name="dtype">Type of the elements; 32-bit floats by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.rand(size, dtype, device), requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.rand(size, dtype, device), requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[size], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[size], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device?, bool)"/>
    public static Tensor rand(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad);
}
