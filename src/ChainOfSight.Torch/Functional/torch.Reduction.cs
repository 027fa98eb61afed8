namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Sum of all elements.</summary>
    public static Tensor sum(Tensor input, ScalarType? type = null) => Aten.sum(input, type);

    /// <summary>Sum over dimensions.</summary>
    public static Tensor sum(Tensor input, long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.sum(input, dim, keepdim, type);

    /// <summary>Sum over a dimension.</summary>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => Aten.sum(input, [dim], keepdim, type);

    /// <summary>Sum over a dimension; without it a literal 0 would be taken for a type.</summary>
    public static Tensor sum(Tensor input, int dim, bool keepdim = false, ScalarType? type = null) => Aten.sum(input, [dim], keepdim, type);

    /// <summary>Mean of all elements.</summary>
    public static Tensor mean(Tensor input) => Aten.mean(input);

    /// <summary>Mean over dimensions.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
        Aten.mean(input, dimensions, keepdim, type);

    /// <summary>Standard deviation of all elements.</summary>
    public static Tensor std(Tensor input, bool unbiased = true) => Aten.std(input, unbiased);

    /// <summary>Standard deviation over a dimension.</summary>
    public static Tensor std(Tensor input, long dim, bool unbiased = true, bool keepdim = false) => Aten.std(input, [dim], unbiased, keepdim);

    /// <summary>Largest element.</summary>
    public static Tensor max(Tensor input) => Aten.max(input);

    /// <summary>Largest elements of a dimension, and where.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => Aten.max(input, dim, keepdim);

    /// <summary>Smallest element.</summary>
    public static Tensor min(Tensor input) => Aten.min(input);

    /// <summary>Smallest elements of a dimension, and where.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => Aten.min(input, dim, keepdim);

    /// <summary>Largest elements over dimensions.</summary>
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false) => Aten.amax(input, dims, keepdim);

    /// <summary>Smallest elements over dimensions.</summary>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false) => Aten.amin(input, dims, keepdim);

    /// <summary>Flat index of the largest element.</summary>
    public static Tensor argmax(Tensor input) => Aten.argmax(input);

    /// <summary>Index of the largest element of a dimension.</summary>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => Aten.argmax(input, dim, keepdim);

    /// <summary>Flat index of the smallest element.</summary>
    public static Tensor argmin(Tensor input) => Aten.argmin(input);

    /// <summary>Index of the smallest element of a dimension.</summary>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => Aten.argmin(input, dim, keepdim);

    /// <summary>Whether any element is true.</summary>
    public static Tensor any(Tensor input) => Aten.any(input);

    /// <summary>Whether any element of a dimension is true.</summary>
    public static Tensor any(Tensor input, long dim, bool keepdim = false) => Aten.any(input, dim, keepdim);

    /// <summary>Whether all elements are true.</summary>
    public static Tensor all(Tensor input) => Aten.all(input);

    /// <summary>Whether all elements of a dimension are true.</summary>
    public static Tensor all(Tensor input, long dim, bool keepdim = false) => Aten.all(input, dim, keepdim);

    /// <summary>Product of all elements.</summary>
    public static Tensor prod(Tensor input, ScalarType? type = null) => Aten.prod(input, type);

    /// <summary>Product over a dimension.</summary>
    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod(input, dim, keepdim, type);

    /// <summary>Product over a dimension; without it a literal 0 would be taken for a type.</summary>
    public static Tensor prod(Tensor input, int dim, bool keepdim = false, ScalarType? type = null) => Aten.prod(input, dim, keepdim, type);

    /// <summary>Norm of all elements.</summary>
    public static Tensor norm(Tensor input, float p = 2.0f) => Aten.norm(input, p);

    /// <summary>Norm over a dimension.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2.0f) => Aten.norm(input, (Scalar?)p, [dimension], keepdim);

    /// <summary>Logarithm of the sum of exponentials over a dimension.</summary>
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => Aten.logsumexp(input, [dim], keepdim);

    /// <summary>The k largest (or smallest) of a dimension, and where.</summary>
    public static (Tensor values, Tensor indexes) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        Aten.topk(tensor, k, dim, largest, sorted);

    /// <summary>Sorted along a dimension, and where each came from.</summary>
    public static (Tensor Values, Tensor Indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        Aten.sort(input, stable, dim, descending);

    /// <summary>Indices that sort a dimension.</summary>
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => Aten.argsort(input, dim, descending);
}
