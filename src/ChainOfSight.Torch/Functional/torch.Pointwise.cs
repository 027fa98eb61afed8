namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Absolute value.</summary>
    public static Tensor abs(Tensor input) => Aten.abs(input);

    /// <summary>Square root.</summary>
    public static Tensor sqrt(Tensor input) => Aten.sqrt(input);

    /// <summary>One over the square root.</summary>
    public static Tensor rsqrt(Tensor input) => Aten.rsqrt(input);

    /// <summary>Square.</summary>
    public static Tensor square(Tensor input) => Aten.square(input);

    /// <summary>One over the value.</summary>
    public static Tensor reciprocal(Tensor input) => Aten.reciprocal(input);

    /// <summary>e to the value.</summary>
    public static Tensor exp(Tensor input) => Aten.exp(input);

    /// <summary>Natural logarithm.</summary>
    public static Tensor log(Tensor input) => Aten.log(input);

    /// <summary>Logarithm to base 2.</summary>
    public static Tensor log2(Tensor input) => Aten.log2(input);

    /// <summary>Logarithm of one plus the value.</summary>
    public static Tensor log1p(Tensor input) => Aten.log1p(input);

    /// <summary>e to the value, minus one.</summary>
    public static Tensor expm1(Tensor input) => Aten.expm1(input);

    /// <summary>Sine.</summary>
    public static Tensor sin(Tensor input) => Aten.sin(input);

    /// <summary>Cosine.</summary>
    public static Tensor cos(Tensor input) => Aten.cos(input);

    /// <summary>Tangent.</summary>
    public static Tensor tan(Tensor input) => Aten.tan(input);

    /// <summary>Hyperbolic tangent.</summary>
    public static Tensor tanh(Tensor input) => Aten.tanh(input);

    /// <summary>Logistic function.</summary>
    public static Tensor sigmoid(Tensor input) => Aten.sigmoid(input);

    /// <summary>Zero for negative values.</summary>
    public static Tensor relu(Tensor input) => Aten.relu(input);

    /// <summary><c>x · sigmoid(x)</c>.</summary>
    public static Tensor silu(Tensor input) => Aten.silu(input);

    /// <summary>Error function.</summary>
    public static Tensor erf(Tensor input) => Aten.erf(input);

    /// <summary>Rounds down.</summary>
    public static Tensor floor(Tensor input) => Aten.floor(input);

    /// <summary>Rounds up.</summary>
    public static Tensor ceil(Tensor input) => Aten.ceil(input);

    /// <summary>Rounds to the nearest, ties to even.</summary>
    public static Tensor round(Tensor input) => Aten.round(input);

    /// <summary>Cuts the fraction.</summary>
    public static Tensor trunc(Tensor input) => Aten.trunc(input);

    /// <summary>-1, 0 or 1.</summary>
    public static Tensor sign(Tensor input) => Aten.sign(input);

    /// <summary>Whether not a number.</summary>
    public static Tensor isnan(Tensor input) => Aten.isnan(input);

    /// <summary>Whether infinite.</summary>
    public static Tensor isinf(Tensor tensor) => Aten.isinf(tensor);

    /// <summary>Whether finite.</summary>
    public static Tensor isfinite(Tensor tensor) => Aten.isfinite(tensor);

    /// <summary>Logarithm of the logistic function.</summary>
    public static Tensor log_sigmoid(Tensor input) => Aten.log_sigmoid(input);

    /// <summary>Whether zero.</summary>
    public static Tensor logical_not(Tensor input) => Aten.logical_not(input);

    /// <summary>Every bit turned.</summary>
    public static Tensor bitwise_not(Tensor input) => Aten.bitwise_not(input);

    /// <summary>Exact GELU.</summary>
    public static Tensor gelu(Tensor input) => Aten.gelu(input);

    /// <summary>Limits values; null is no limit.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => Aten.clamp(input, min, max);

    /// <summary>Power with the same exponent for all.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => Aten.pow(left, exponent);

    /// <summary>Element-wise power.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => Aten.pow(left, exponent);

    /// <summary>The larger of two, element-wise.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => Aten.maximum(input, other);

    /// <summary>The smaller of two, element-wise.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => Aten.minimum(input, other);

    /// <summary>Element-wise sum.</summary>
    public static Tensor add(Tensor left, Tensor right) => Aten.add(left, right);

    /// <summary>Element-wise sum with <c>alpha · right</c>.</summary>
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => Aten.add(left, right, alpha);

    /// <summary>Element-wise difference.</summary>
    public static Tensor sub(Tensor left, Tensor right) => Aten.sub(left, right);

    /// <summary>Element-wise product.</summary>
    public static Tensor mul(Tensor left, Tensor right) => Aten.mul(left, right);

    /// <summary>Element-wise quotient, rounded as told.</summary>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>Both.</summary>
    public static Tensor logical_and(Tensor left, Tensor right) => Aten.logical_and(left, right);

    /// <summary>Either.</summary>
    public static Tensor logical_or(Tensor left, Tensor right) => Aten.logical_or(left, right);

    /// <summary>Shares of exponentials along a dimension.</summary>
    public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.softmax(input, dim, dtype);

    /// <summary>Logarithm of softmax.</summary>
    public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.log_softmax(input, dim, dtype);

    /// <summary>Sum of all elements before and at each place of a dimension.</summary>
    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => Aten.cumsum(input, dim, type);

    /// <summary>Where the condition holds the first, elsewhere the second.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.where(condition, x, y);
}
