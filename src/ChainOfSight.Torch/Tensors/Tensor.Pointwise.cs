namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Absolute value.</summary>
        public Tensor abs() => Aten.abs(this);

        /// <summary>Square root.</summary>
        public Tensor sqrt() => Aten.sqrt(this);

        /// <summary>One over the square root.</summary>
        public Tensor rsqrt() => Aten.rsqrt(this);

        /// <summary>Square.</summary>
        public Tensor square() => Aten.square(this);

        /// <summary>One over the value.</summary>
        public Tensor reciprocal() => Aten.reciprocal(this);

        /// <summary>e to the value.</summary>
        public Tensor exp() => Aten.exp(this);

        /// <summary>Natural logarithm.</summary>
        public Tensor log() => Aten.log(this);

        /// <summary>Logarithm to base 2.</summary>
        public Tensor log2() => Aten.log2(this);

        /// <summary>Logarithm of one plus the value.</summary>
        public Tensor log1p() => Aten.log1p(this);

        /// <summary>e to the value, minus one.</summary>
        public Tensor expm1() => Aten.expm1(this);

        /// <summary>Sine.</summary>
        public Tensor sin() => Aten.sin(this);

        /// <summary>Cosine.</summary>
        public Tensor cos() => Aten.cos(this);

        /// <summary>Tangent.</summary>
        public Tensor tan() => Aten.tan(this);

        /// <summary>Hyperbolic tangent.</summary>
        public Tensor tanh() => Aten.tanh(this);

        /// <summary>Logistic function.</summary>
        public Tensor sigmoid() => Aten.sigmoid(this);

        /// <summary>Zero for negative values.</summary>
        public Tensor relu() => Aten.relu(this);

        /// <summary><c>x · sigmoid(x)</c>.</summary>
        public Tensor silu() => Aten.silu(this);

        /// <summary>Error function.</summary>
        public Tensor erf() => Aten.erf(this);

        /// <summary>Rounds down.</summary>
        public Tensor floor() => Aten.floor(this);

        /// <summary>Rounds up.</summary>
        public Tensor ceil() => Aten.ceil(this);

        /// <summary>Rounds to the nearest, ties to even.</summary>
        public Tensor round() => Aten.round(this);

        /// <summary>Cuts the fraction.</summary>
        public Tensor trunc() => Aten.trunc(this);

        /// <summary>-1, 0 or 1.</summary>
        public Tensor sign() => Aten.sign(this);

        /// <summary>Whether not a number.</summary>
        public Tensor isnan() => Aten.isnan(this);

        /// <summary>Whether infinite.</summary>
        public Tensor isinf() => Aten.isinf(this);

        /// <summary>Whether finite.</summary>
        public Tensor isfinite() => Aten.isfinite(this);

        /// <summary>Logarithm of the logistic function.</summary>
        public Tensor log_sigmoid() => Aten.log_sigmoid(this);

        /// <summary>Whether zero.</summary>
        public Tensor logical_not() => Aten.logical_not(this);

        /// <summary>Every bit turned.</summary>
        public Tensor bitwise_not() => Aten.bitwise_not(this);

        /// <summary>As <see cref="sqrt()"/>, in place.</summary>
        public Tensor sqrt_() => Aten.sqrt_(this);

        /// <summary>As <see cref="exp()"/>, in place.</summary>
        public Tensor exp_() => Aten.exp_(this);

        /// <summary>As <see cref="reciprocal()"/>, in place.</summary>
        public Tensor reciprocal_() => Aten.reciprocal_(this);

        /// <summary>As <see cref="relu()"/>, in place.</summary>
        public Tensor relu_() => Aten.relu_(this);

        /// <summary>As <see cref="abs()"/>, in place.</summary>
        public Tensor abs_() => Aten.abs_(this);

        /// <summary>As <see cref="sigmoid()"/>, in place.</summary>
        public Tensor sigmoid_() => Aten.sigmoid_(this);

        /// <summary>As <see cref="tanh()"/>, in place.</summary>
        public Tensor tanh_() => Aten.tanh_(this);

        /// <summary>Exact GELU.</summary>
        public Tensor gelu() => Aten.gelu(this);

        /// <summary>GELU, exact or by tanh.</summary>
        public Tensor gelu(Modules.GELU.Approximate approximate) => Aten.gelu(this, approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none");

        /// <summary>Smooth ReLU.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus(this, beta, threshold);

        /// <summary>Angle of the point (other, this).</summary>
        public Tensor atan2(Tensor other) => Aten.atan2(this, other);

        /// <summary>Replaces not-a-number and infinities.</summary>
        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) => Aten.nan_to_num(this, nan, posinf, neginf);

        /// <summary>Shares of exponentials along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax(this, dim, dtype);

        /// <summary>Logarithm of <see cref="softmax"/>.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax(this, dim, dtype);

        /// <summary>Both.</summary>
        public Tensor logical_and(Tensor other) => Aten.logical_and(this, other);

        /// <summary>Either.</summary>
        public Tensor logical_or(Tensor other) => Aten.logical_or(this, other);

        /// <summary>Bits of both.</summary>
        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and(this, other);

        /// <summary>Bits of either.</summary>
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or(this, other);

        /// <summary>Bits of exactly one.</summary>
        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor(this, other);

        /// <summary>Sets every element.</summary>
        public Tensor fill_(Scalar value) => Aten.fill_(this, value);

        /// <summary>Sets every element to zero.</summary>
        public Tensor zero_() => Aten.zero_(this);
    }
}
