namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Element-wise sum.</summary>
        public Tensor add(Tensor target) => Aten.add(this, target);

        /// <summary>Element-wise sum with <c>alpha · target</c>.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Aten.add(this, target, alpha);

        /// <summary>Adds a number.</summary>
        public Tensor add(Scalar scalar) => Aten.add(this, scalar);

        /// <summary>Adds in place.</summary>
        public Tensor add_(Tensor target) => Aten.add_(this, target);

        /// <summary>Adds <c>alpha · target</c> in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Aten.add_(this, target, alpha);

        /// <summary>Adds a number in place.</summary>
        public Tensor add_(Scalar scalar) => Aten.add_(this, scalar);

        /// <summary>Element-wise difference.</summary>
        public Tensor sub(Tensor target) => Aten.sub(this, target);

        /// <summary>Subtracts a number.</summary>
        public Tensor sub(Scalar target) => Aten.sub(this, target);

        /// <summary>Subtracts in place.</summary>
        public Tensor sub_(Tensor target) => Aten.sub_(this, target);

        /// <summary>Subtracts a number in place.</summary>
        public Tensor sub_(Scalar target) => Aten.sub_(this, target);

        /// <summary>Element-wise product.</summary>
        public Tensor mul(Tensor target) => Aten.mul(this, target);

        /// <summary>Multiplies by a number.</summary>
        public Tensor mul(Scalar target) => Aten.mul(this, target);

        /// <summary>Multiplies in place.</summary>
        public Tensor mul_(Tensor target) => Aten.mul_(this, target);

        /// <summary>Multiplies by a number in place.</summary>
        public Tensor mul_(Scalar target) => Aten.mul_(this, target);

        /// <summary>Element-wise quotient, rounded as told.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div(this, target) : Aten.div(this, target, NameOf(rounding_mode));

        /// <summary>Divides by a number, rounded as told.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div(this, target) : Aten.div(this, target, NameOf(rounding_mode));

        /// <summary>Divides in place.</summary>
        public Tensor div_(Tensor target) => Aten.div_(this, target);

        /// <summary>Divides by a number in place.</summary>
        public Tensor div_(Scalar target) => Aten.div_(this, target);

        /// <summary>Quotient rounded down.</summary>
        public Tensor floor_divide(Tensor other) => Aten.floor_divide(this, other);

        /// <summary>Quotient by a number, rounded down.</summary>
        public Tensor floor_divide(Scalar other) => Aten.floor_divide(this, other);

        /// <summary>Remainder with the sign of the divisor.</summary>
        public Tensor remainder(Tensor target) => Aten.remainder(this, target);

        /// <summary>Remainder with the sign of the divisor.</summary>
        public Tensor remainder(Scalar scalar) => Aten.remainder(this, scalar);

        /// <summary>The other sign.</summary>
        public Tensor neg() => Aten.neg(this);

        /// <summary>The other sign.</summary>
        public Tensor negative() => Aten.neg(this);

        /// <summary>The other sign, in place.</summary>
        public Tensor neg_() => Aten.neg_(this);

        /// <summary>Power with the same exponent for all.</summary>
        public Tensor pow(Scalar exponent) => Aten.pow(this, exponent);

        /// <summary>Element-wise power.</summary>
        public Tensor pow(Tensor exponent) => Aten.pow(this, exponent);

        /// <summary>Adds <c>value · tensor1 · tensor2</c>.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul(this, tensor1, tensor2, value);

        /// <summary>Adds <c>value · tensor1 · tensor2</c> in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul_(this, tensor1, tensor2, value);

        /// <summary>Adds <c>value · tensor1 / tensor2</c>.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv(this, tensor1, tensor2, value);

        /// <summary>Adds <c>value · tensor1 / tensor2</c> in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv_(this, tensor1, tensor2, value);

        /// <summary>Moves towards the end by the weight.</summary>
        public Tensor lerp(Tensor end, Scalar weight) => Aten.lerp(this, end, weight);

        /// <summary>Moves towards the end by the weight, in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.lerp_(this, end, weight);

        /// <summary>The larger of two, element-wise.</summary>
        public Tensor maximum(Tensor other) => Aten.maximum(this, other);

        /// <summary>The smaller of two, element-wise.</summary>
        public Tensor minimum(Tensor other) => Aten.minimum(this, other);

        /// <summary>Limits values; null is no limit.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp(this, min, max);

        /// <summary>Limits values in place; null is no limit.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.clamp_(this, min, max);

        /// <summary>Limits values from below.</summary>
        public Tensor clamp_min(Scalar min) => Aten.clamp_min(this, min);

        /// <summary>Limits values from above.</summary>
        public Tensor clamp_max(Scalar max) => Aten.clamp_max(this, max);

        /// <summary>Sum of all elements before and at each place of a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum(this, dim, type);

        /// <summary>Product of all elements before and at each place of a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod(this, dim, type);
    }
}
