namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Numbers from start up to, but not including, stop.</summary>
    /// <param name="start">The first.</param>
    /// <param name="stop">The end.</param>
    /// <param name="step">The distance.</param>
    /// <param name="dtype">Type of the elements; 64-bit integers for whole arguments, 32-bit floats else.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.arange(start, stop, step, dtype, device), requires_grad);

    /// <inheritdoc cref="arange(Scalar, Scalar, Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <inheritdoc cref="arange(Scalar, Scalar, Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Equally spaced numbers, both ends included.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The last.</param>
    /// <param name="steps">How many.</param>
    /// <param name="dtype">Type of the elements; 32-bit floats by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.linspace(start, end, steps, dtype, device), requires_grad);

    /// <summary>Ones on the diagonal.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns; -1 for as many as rows.</param>
    /// <param name="dtype">Type of the elements; 32-bit floats by default.</param>
    /// <param name="device">Where; the host by default.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.eye(rows, columns < 0 ? rows : columns, dtype, device), requires_grad);

    /// <summary>Whole numbers drawn from [low, high).</summary>
    /// <param name="low">The smallest.</param>
    /// <param name="high">Behind the largest.</param>
    /// <param name="size">Shape.</param>
    /// <param name="dtype">Type of the elements; 64-bit integers by default.</param>
    /// <param name="device">Where; the host by default.</param>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null) =>
        Aten.randint(low, high, size, dtype, device);

    /// <inheritdoc cref="randint(long, long, long[], ScalarType?, Device?)"/>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null) =>
        Aten.randint(0, high, size, dtype, device);

    /// <summary>The numbers from 0 on in random order.</summary>
    /// <param name="n">How many.</param>
    /// <param name="dtype">Type of the elements; 64-bit integers by default.</param>
    /// <param name="device">Where; the host by default.</param>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null) => Aten.randperm(n, dtype, device);
}
