namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Equal, element-wise.</summary>
    public static Tensor eq(Tensor left, Tensor right) => Aten.eq(left, right);

    /// <summary>Unequal, element-wise.</summary>
    public static Tensor ne(Tensor left, Tensor right) => Aten.ne(left, right);

    /// <summary>Less, element-wise.</summary>
    public static Tensor lt(Tensor left, Tensor right) => Aten.lt(left, right);

    /// <summary>Less or equal, element-wise.</summary>
    public static Tensor le(Tensor left, Tensor right) => Aten.le(left, right);

    /// <summary>Greater, element-wise.</summary>
    public static Tensor gt(Tensor left, Tensor right) => Aten.gt(left, right);

    /// <summary>Greater or equal, element-wise.</summary>
    public static Tensor ge(Tensor left, Tensor right) => Aten.ge(left, right);

    /// <summary>Whether all elements are within <c>atol + rtol · ∣target∣</c> of each other.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        Aten.allclose(tensor, target, rtol, atol, equal_nan);
}
