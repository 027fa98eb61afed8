namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Zeros in the shape, type and device of another tensor.</summary>
    /// <param name="input">The example.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="device">Another device.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.zeros_like(input, dtype, device), requires_grad);

    /// <summary>Ones in the shape, type and device of another tensor.</summary>
    /// <inheritdoc cref="zeros_like"/>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.ones_like(input, dtype, device), requires_grad);

    /// <summary>Memory for the shape, type and device of another tensor.</summary>
    /// <inheritdoc cref="zeros_like"/>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.empty_like(input, dtype, device), requires_grad);

    /// <summary>One value in the shape, type and device of another tensor.</summary>
    /// <param name="input">The example.</param>
    /// <param name="value">The value.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="device">Another device.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.full_like(input, value, dtype, device), requires_grad);

    /// <summary>Values from [0, 1) in the shape, type and device of another tensor.</summary>
    /// <inheritdoc cref="zeros_like"/>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.rand_like(input, dtype, device), requires_grad);

    /// <summary>Normal values in the shape, type and device of another tensor.</summary>
    /// <inheritdoc cref="zeros_like"/>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Aten.randn_like(input, dtype, device), requires_grad);
}
