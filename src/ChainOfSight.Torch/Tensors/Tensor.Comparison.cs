namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Equal, element-wise.</summary>
        public Tensor eq(Tensor target) => Aten.eq(this, target);

        /// <summary>Equal to a number.</summary>
        public Tensor eq(Scalar target) => Aten.eq(this, target);

        /// <summary>Unequal, element-wise.</summary>
        public Tensor ne(Tensor target) => Aten.ne(this, target);

        /// <summary>Unequal to a number.</summary>
        public Tensor ne(Scalar target) => Aten.ne(this, target);

        /// <summary>Less, element-wise.</summary>
        public Tensor lt(Tensor target) => Aten.lt(this, target);

        /// <summary>Less than a number.</summary>
        public Tensor lt(Scalar target) => Aten.lt(this, target);

        /// <summary>Less or equal, element-wise.</summary>
        public Tensor le(Tensor target) => Aten.le(this, target);

        /// <summary>Less or equal to a number.</summary>
        public Tensor le(Scalar target) => Aten.le(this, target);

        /// <summary>Greater, element-wise.</summary>
        public Tensor gt(Tensor target) => Aten.gt(this, target);

        /// <summary>Greater than a number.</summary>
        public Tensor gt(Scalar target) => Aten.gt(this, target);

        /// <summary>Greater or equal, element-wise.</summary>
        public Tensor ge(Tensor target) => Aten.ge(this, target);

        /// <summary>Greater or equal to a number.</summary>
        public Tensor ge(Scalar target) => Aten.ge(this, target);

        /// <summary>Whether shapes and all elements are the same.</summary>
        public bool Equals(Tensor target) => Aten.equal(this, target);

        /// <summary>Whether all elements are within <c>atol + rtol · ∣target∣</c> of each other.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.allclose(this, target, rtol, atol, equal_nan);
    }
}
