namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
#pragma warning disable CA2225 // The named forms are TorchSharp's: add, mul, …
        /// <summary>Element-wise, broadcasting.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>With a number.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => left.add((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator +(Tensor left, int right) => left.add((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator +(Tensor left, long right) => left.add((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator +(Tensor left, float right) => left.add((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator +(Tensor left, double right) => left.add((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.add((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator +(int left, Tensor right) => right.add((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator +(long left, Tensor right) => right.add((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator +(float left, Tensor right) => right.add((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator +(double left, Tensor right) => right.add((Scalar)left);

        /// <summary>Element-wise, broadcasting.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>With a number.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator *(Tensor left, int right) => left.mul((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator *(Tensor left, long right) => left.mul((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator *(Tensor left, float right) => left.mul((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator *(Tensor left, double right) => left.mul((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator *(int left, Tensor right) => right.mul((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator *(long left, Tensor right) => right.mul((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator *(float left, Tensor right) => right.mul((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator *(double left, Tensor right) => right.mul((Scalar)left);

        /// <summary>Element-wise, broadcasting.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>With a number.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator -(Tensor left, int right) => left.sub((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator -(Tensor left, long right) => left.sub((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator -(Tensor left, float right) => left.sub((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator -(Tensor left, double right) => left.sub((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Aten.rsub(right, (Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator -(int left, Tensor right) => Aten.rsub(right, (Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator -(long left, Tensor right) => Aten.rsub(right, (Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator -(float left, Tensor right) => Aten.rsub(right, (Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator -(double left, Tensor right) => Aten.rsub(right, (Scalar)left);

        /// <summary>Element-wise, broadcasting.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>With a number.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => left.div((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator /(Tensor left, int right) => left.div((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator /(Tensor left, long right) => left.div((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator /(Tensor left, float right) => left.div((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator /(Tensor left, double right) => left.div((Scalar)right);

        /// <summary>With a number.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator /(int left, Tensor right) => right.reciprocal().mul((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator /(long left, Tensor right) => right.reciprocal().mul((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator /(float left, Tensor right) => right.reciprocal().mul((Scalar)left);

        /// <summary>With a number.</summary>
        public static Tensor operator /(double left, Tensor right) => right.reciprocal().mul((Scalar)left);

        /// <summary>Remainder.</summary>
        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        /// <summary>Bits of both.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        /// <summary>Bits of either.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        /// <summary>Bits of exactly one.</summary>
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        /// <summary>The other sign.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        /// <summary>Every bit turned.</summary>
        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        /// <summary>Element-wise comparison.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        /// <summary>Comparison with a number.</summary>
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        /// <summary>Element-wise comparison.</summary>
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        /// <summary>Comparison with a number.</summary>
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        /// <summary>Element-wise comparison.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        /// <summary>Comparison with a number.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        /// <summary>Element-wise comparison.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        /// <summary>Comparison with a number.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        /// <summary>Element-wise comparison.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        /// <summary>Comparison with a number.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        /// <summary>Element-wise comparison.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        /// <summary>Comparison with a number.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        /// <summary>Whether the object is a tensor with the same shape and elements.</summary>
        public override bool Equals(object? obj) => obj is Tensor other && (ReferenceEquals(this, other) || Equals(other));

        /// <summary>The same for the same object.</summary>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
#pragma warning restore CA2225
    }
}
